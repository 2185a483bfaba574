import Git

/// What the words of a unit's changed lines tell.
struct ChangedWords {
  /// An added line holds a word of the risk list.
  private(set) var hasRiskToken = false
  /// Functions whose lines changed, as far as their first lines can be seen.
  private(set) var changedFunctions = 0
  /// A line that guarded or handled an error is gone and did not come back elsewhere.
  private(set) var isGuardRemoved = false
  /// A function's first line changed, and the diff holds calls of it.
  private(set) var isSignatureChanged = false

  private let patch: FilePatch
  private let pieces: [Piece]

  init(_ patch: FilePatch, pieces: [Piece]) {
    self.patch = patch
    self.pieces = pieces
    readWords()
    readFunctions()
  }

  /// Flags of every line's words, by one look-up a word.
  private mutating func readWords() {
    var removedGuards: [ArraySlice<UInt8>] = []
    var addedGuards: Set<ArraySlice<UInt8>> = []
    for piece in pieces {
      for line in patch.lines[piece.lines] where !line.isContext {
        let flags = RiskWords.flags(in: patch.bytes, line.text)
        if line.isAdded, flags.contains(.risk) { hasRiskToken = true }
        guard flags.contains(.guarding) else { continue }
        let text = trimmed(line)
        if line.isRemoved { removedGuards.append(text) } else { addedGuards.insert(text) }
      }
    }
    // A guard that came back with other words still stands: only a surplus of removals counts.
    let gone = removedGuards.filter { !addedGuards.contains($0) }.count
    let come = addedGuards.subtracting(removedGuards).count
    isGuardRemoved = gone > come
  }

  private func trimmed(_ line: DiffLine) -> ArraySlice<UInt8> {
    let (_, start) = Indentation.measure(patch.bytes, line.text)
    var end = line.text.upperBound
    while end > start, patch.bytes[end - 1] <= 32 { end -= 1 }
    return patch.bytes[start..<end]
  }

  /// Walks the lines once, remembering the last first line of a function.
  private mutating func readFunctions() {
    var removed: [String: ArraySlice<UInt8>] = [:]
    var added: [String: ArraySlice<UInt8>] = [:]
    var declarations: [String: Int] = [:]
    for piece in pieces {
      // What changes before the first function's own line belongs to the one that encloses the hunk; a function
      // that is wholly new is no changed one.
      var isCounted = false
      for line in patch.lines[piece.lines] {
        if let name = FunctionLine.name(in: patch.bytes, line.text) {
          isCounted = line.isAdded
          declarations[name, default: 0] += 1
          if line.isRemoved { removed[name] = trimmed(line) }
          if line.isAdded { added[name] = trimmed(line) }
        }
        guard !line.isContext, !isCounted else { continue }
        changedFunctions += 1
        isCounted = true
      }
    }
    let changed = removed.filter { name, text in added[name].map { $0 != text } ?? false }
    isSignatureChanged = changed.keys.contains { calls(of: $0) > declarations[$0, default: 0] }
  }

  /// How often `name(` stands in the unit, declarations included.
  private func calls(of name: String) -> Int {
    let call = Array("\(name)(".utf8)
    var count = 0
    for piece in pieces {
      for line in patch.lines[piece.lines] where line.text.count >= call.count {
        guard let place = ByteSearch.first(call, in: patch.bytes, line.text) else { continue }
        if place == line.text.lowerBound || !SecretBytes.isWord(patch.bytes[place - 1]) { count += 1 }
      }
    }
    return count
  }
}

/// Recognises the first line of a function by its keyword.
enum FunctionLine {
  private static let keywords: [[UInt8]] = ["func", "fn", "def", "fun", "function", "init", "sub", "proc"].map
  {
    Array($0.utf8)
  }
  private static let initials = ByteSet("fdisp")

  /// The function's name; nil for any other line.
  static func name(in bytes: [UInt8], _ text: Range<Int>) -> String? {
    var index = text.lowerBound
    // Modifiers may stand before: the keyword is among the first words.
    for _ in 0..<6 {
      while index < text.upperBound, !SecretBytes.isWord(bytes[index]) {
        if bytes[index] == UInt8(ascii: "=") || bytes[index] == UInt8(ascii: "/") { return nil }
        index += 1
      }
      let start = index
      while index < text.upperBound, SecretBytes.isWord(bytes[index]) { index += 1 }
      guard index > start else { return nil }
      guard initials.contains(bytes[start]), index - start <= 8 else { continue }
      let word = bytes[start..<index]
      if keywords.contains(where: { word.elementsEqual($0) }) { return following(bytes, index, text, word) }
    }
    return nil
  }

  private static func following(
    _ bytes: [UInt8], _ index: Int, _ text: Range<Int>, _ keyword: ArraySlice<UInt8>
  ) -> String? {
    var start = index
    if start < text.upperBound, bytes[start] == UInt8(ascii: "(") {
      // `init(` names itself; Go writes the receiver before the name.
      if keyword.first == UInt8(ascii: "i") { return "init" }
      guard let close = bytes[start..<text.upperBound].firstIndex(of: UInt8(ascii: ")")) else { return nil }
      start = close + 1
    }
    while start < text.upperBound, bytes[start] == 32 { start += 1 }
    let end = bytes[start..<text.upperBound].firstIndex { !SecretBytes.isWord($0) } ?? text.upperBound
    return end > start ? String(decoding: bytes[start..<end], as: UTF8.self) : nil
  }
}
