import Model

/// The lines of a unit's hunks, ready to be searched for quotes. Empty lines are left out, and so is the white
/// space at both ends of a line: models indent as they like.
struct HunkIndex {
  /// Where a quote stands.
  struct Place: Equatable {
    var anchor: Anchor
    /// 1-based; on the new side, or on the old one when only removed lines match.
    var start: Int
    var end: Int
    /// The lines as the code has them, normalised: what a fingerprint is made of.
    var text: String
    /// The enclosing declaration, where the prompt tells it.
    var symbol: String
  }

  enum Mark {
    case added, context, removed
  }

  struct Line {
    var mark: Mark
    var text: ArraySlice<UInt8>
    /// On the side that the line belongs to; the new one for context.
    var number: Int
  }

  /// Each hunk as its new side shows it, and as its old side does.
  private var newSides: [[Line]] = []
  private var oldSides: [[Line]] = []
  /// The declaration around each hunk.
  private let symbols: [String]

  init(_ hunks: [UnitHunk], symbols: [String] = []) {
    self.symbols = symbols.count == hunks.count ? symbols : Array(repeating: "", count: hunks.count)
    newSides.reserveCapacity(hunks.count)
    oldSides.reserveCapacity(hunks.count)
    for hunk in hunks { append(hunk) }
  }

  private mutating func append(_ hunk: UnitHunk) {
    let bytes = Array(hunk.text.utf8)
    var new: [Line] = []
    var old: [Line] = []
    var newNumber = hunk.span.newStart
    var oldNumber = hunk.span.oldStart
    var at = 0
    while at < bytes.count {
      let end = bytes[at...].firstIndex(of: 10) ?? bytes.count
      let text = Self.trimmed(bytes[min(at + 1, end)..<end])
      switch bytes[at] {
      case UInt8(ascii: "+"):
        if !text.isEmpty { new.append(Line(mark: .added, text: text, number: newNumber)) }
        newNumber += 1
      case UInt8(ascii: "-"):
        if !text.isEmpty { old.append(Line(mark: .removed, text: text, number: oldNumber)) }
        oldNumber += 1
      case UInt8(ascii: "\\"): break  // "\ No newline at end of file" is no line.
      default:
        if !text.isEmpty {
          new.append(Line(mark: .context, text: text, number: newNumber))
          old.append(Line(mark: .context, text: text, number: oldNumber))
        }
        newNumber += 1
        oldNumber += 1
      }
      at = end + 1
    }
    newSides.append(new)
    oldSides.append(old)
  }

  /// The best place of a quote: whole lines before parts of lines, and among equals added lines before context
  /// before removed lines; nil when it stands nowhere.
  func find(_ quote: String) -> Place? {
    let raw = Quote.lines(of: quote)
    guard !raw.isEmpty else { return nil }
    let forms = Quote.forms(of: raw)
    for form in forms {
      if let place = find(form, matches: { $0 == $1 }) { return place }
    }
    for form in forms where form.count == 1 && form[0].count >= Quote.leastPart {
      if let place = find(form, matches: { $0.count > $1.count && Self.contains($0, $1) }) { return place }
    }
    for form in forms where form.count > 1 {
      if let place = nearEdge(form) { return place }
    }
    return nil
  }

  private typealias Matches = (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Bool

  private func find(_ quote: [ArraySlice<UInt8>], matches: Matches) -> Place? {
    var inContext: Place?
    for (hunk, side) in newSides.enumerated() {
      for start in Self.starts(of: quote, in: side, matches) {
        let lines = side[start..<(start + quote.count)]
        if lines.contains(where: { $0.mark == .added }) { return place(.hunk, lines, of: hunk) }
        if inContext == nil { inContext = place(.hunk, lines, of: hunk) }
      }
    }
    if let inContext { return inContext }
    for (hunk, side) in oldSides.enumerated() {
      for start in Self.starts(of: quote, in: side, matches) {
        return place(.hunk, side[start..<(start + quote.count)], of: hunk)
      }
    }
    return nil
  }

  /// The prompt shows more code than the hunks, so a quote may begin one line before a hunk or end one after it.
  /// What lies outside cannot be checked; what lies inside must match, and at one hunk only.
  private func nearEdge(_ quote: [ArraySlice<UInt8>]) -> Place? {
    var places: [Place] = []
    let count = quote.count - 1
    for (hunk, side) in newSides.enumerated() where side.count >= count {
      if Self.starts(of: Array(quote.dropFirst()), in: side, { $0 == $1 }).first == 0 {
        places.append(place(.nearHunk, side[..<count], of: hunk))
      }
      if Self.starts(of: Array(quote.dropLast()), in: side, { $0 == $1 }).last == side.count - count {
        places.append(place(.nearHunk, side[(side.count - count)...], of: hunk))
      }
    }
    return places.count == 1 ? places[0] : nil
  }

  private static func starts(of quote: [ArraySlice<UInt8>], in side: [Line], _ matches: Matches) -> [Int] {
    guard let first = quote.first, side.count >= quote.count else { return [] }
    var found: [Int] = []
    for start in 0...(side.count - quote.count) where matches(side[start].text, first) {
      var index = 1
      while index < quote.count, matches(side[start + index].text, quote[index]) { index += 1 }
      if index == quote.count { found.append(start) }
    }
    return found
  }

  private func place(_ anchor: Anchor, _ lines: ArraySlice<Line>, of hunk: Int) -> Place {
    let text = lines.map { Self.collapsed($0.text) }.joined(separator: "\n")
    return Place(
      anchor: anchor, start: lines.first?.number ?? 0, end: lines.last?.number ?? 0, text: text,
      symbol: symbols[hunk])
  }
}

// Comparing code.
extension HunkIndex {
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let last = bytes.last, last <= 32 { bytes.removeLast() }
    while let first = bytes.first, first <= 32 { bytes.removeFirst() }
    return bytes
  }

  static func contains(_ text: ArraySlice<UInt8>, _ part: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first, text.count >= part.count else { return false }
    var at = text.startIndex
    let last = text.endIndex - part.count
    while at <= last {
      if text[at] == first, text[at..<(at + part.count)] == part { return true }
      at += 1
    }
    return false
  }

  /// Runs of white space as one space, so that a reformatted line keeps its fingerprint.
  static func collapsed(_ bytes: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for byte in trimmed(bytes) {
      if byte > 32 { out.append(byte) } else if out.last != 32 { out.append(32) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A quote that stands nowhere, as a fingerprint takes it.
  static func normalised(_ quote: String) -> String {
    Quote.lines(of: quote).map(collapsed).joined(separator: "\n")
  }
}
