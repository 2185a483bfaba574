/// Turns a pattern into the steps of a `PathGlob`.
struct PathGlobCompiler {
  typealias Step = PathGlob.Step

  private let text: [UInt8]
  private var position = 0
  private var steps: [Step] = []

  /// Also gives the literal bytes that every match ends in, so that most paths are refused by one comparison.
  static func compile(_ pattern: String) -> (steps: [Step], literalSuffix: [UInt8]) {
    let bytes = normalized(Array(pattern.utf8))
    var compiler = PathGlobCompiler(text: bytes)
    while compiler.position < bytes.count { compiler.readItem(depth: 0) }
    compiler.steps.append(.accept)
    return (compiler.steps, literalSuffix(of: bytes))
  }

  private init(text: [UInt8]) { self.text = text }

  /// Spells out gitignore's short forms: `name` → `**/name`, `dir/` → `dir/**`, `/name` → `name`.
  private static func normalized(_ pattern: [UInt8]) -> [UInt8] {
    var pattern = pattern
    let slash = UInt8(ascii: "/")
    let isAnchored = pattern.dropLast().contains(slash)
    if pattern.first == slash { pattern.removeFirst() }
    if pattern.last == slash { pattern += Array("**".utf8) }
    return isAnchored ? pattern : Array("**/".utf8) + pattern
  }

  private static func literalSuffix(of pattern: [UInt8]) -> [UInt8] {
    let special = ByteSet("*?[]{},\\")
    let start = pattern.lastIndex { special.contains($0) }.map { $0 + 1 } ?? 0
    // The slash behind `**` may be missing from what it names.
    return Array(pattern[start...].drop { $0 == UInt8(ascii: "/") })
  }

  private mutating func readItem(depth: Int) {
    let byte = text[position]
    switch byte {
    case UInt8(ascii: "*"): readStars()
    case UInt8(ascii: "?"): append(.notSlash)
    case UInt8(ascii: "["): readClass()
    case UInt8(ascii: "{"): readAlternatives(depth: depth)
    case UInt8(ascii: "\\") where position + 1 < text.count:
      position += 1
      append(.byte(text[position]))
    default: append(.byte(byte))
    }
  }

  private mutating func append(_ step: Step) {
    steps.append(step)
    position += 1
  }

  /// `**/` is any number of whole components, none included; another `**` is anything; `*` stops at a slash.
  private mutating func readStars() {
    let begin = position
    while position < text.count, text[position] == UInt8(ascii: "*") { position += 1 }
    let isDouble = position - begin > 1
    let atComponent = begin == 0 || text[begin - 1] == UInt8(ascii: "/")
    let here = steps.count
    if isDouble, atComponent, position < text.count, text[position] == UInt8(ascii: "/") {
      position += 1
      steps += [
        .fork([here + 1, here + 5]),  // some components, or none
        .fork([here + 2, here + 4]),  // another byte, or the slash that ends them
        .any,
        .fork([here + 1]),
        .byte(UInt8(ascii: "/")),
      ]
    } else {
      // fork → (one byte and back here) or on.
      steps += [.fork([here + 1, here + 3]), isDouble ? .any : .notSlash, .fork([here])]
    }
  }

  private mutating func readClass() {
    guard let (set, end) = PathGlobCompiler.characterClass(text, from: position) else {
      return append(.byte(text[position]))
    }
    steps.append(.oneOf(set))
    position = end
  }

  /// The set and the position behind `]`; nil when the bracket is never closed.
  private static func characterClass(_ text: [UInt8], from start: Int) -> (ByteSet, Int)? {
    var set = ByteSet()
    var index = start + 1
    let isNegated =
      index < text.count && (text[index] == UInt8(ascii: "!") || text[index] == UInt8(ascii: "^"))
    if isNegated { index += 1 }
    let first = index
    while index < text.count, text[index] != UInt8(ascii: "]") || index == first {
      let low = text[index]
      if index + 2 < text.count, text[index + 1] == UInt8(ascii: "-"), text[index + 2] != UInt8(ascii: "]") {
        if low <= text[index + 2] { for byte in low...text[index + 2] { set.insert(byte) } }
        index += 3
      } else {
        set.insert(low)
        index += 1
      }
    }
    guard index < text.count else { return nil }
    if isNegated { set = set.inverted }
    set.remove(UInt8(ascii: "/"))
    return (set, index + 1)
  }

  /// `{a,b}`: a fork to each alternative, and from the end of each a fork behind the group.
  private mutating func readAlternatives(depth: Int) {
    guard depth < 8, let end = PathGlobCompiler.closingBrace(text, from: position) else {
      return append(.byte(text[position]))
    }
    let fork = steps.count
    var starts: [Int] = []
    var ends: [Int] = []
    steps.append(.fork([]))
    position += 1
    while position <= end {
      starts.append(steps.count)
      while position < end, text[position] != UInt8(ascii: ",") { readItem(depth: depth + 1) }
      ends.append(steps.count)
      steps.append(.fork([]))
      position += 1
    }
    steps[fork] = .fork(starts)
    for place in ends { steps[place] = .fork([steps.count]) }
  }

  private static func closingBrace(_ text: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return nil
  }
}

extension PathGlob {
  /// What is wrong with a pattern, for the job file's errors; nil when nothing is.
  static func problem(in pattern: String) -> String? {
    let bytes = Array(pattern.utf8)
    if bytes.count > 1024 { return "a pattern has at most 1024 bytes" }
    var braces = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): braces += 1
      case UInt8(ascii: "}"): braces -= 1
      case UInt8(ascii: "["):
        guard let end = bytes[(index + 1)...].dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
          return "`[` is never closed in `\(pattern)`; close it or write `\\[`"
        }
        index = end
      default: break
      }
      if braces < 0 || braces > 8 { break }
      index += 1
    }
    return braces == 0 ? nil : "braces do not pair in `\(pattern)`; close them or write `\\{`"
  }
}
