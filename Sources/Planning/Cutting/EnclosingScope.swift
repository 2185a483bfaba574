/// Finds the lines that open the scopes around a change: the function's first line and its containers.
///
/// Language-neutral: it reads indentation and closing brackets, never a grammar. One pass over the file keeps the
/// stack of open lines, so the cost is linear however many hunks ask. The body of the scope is not part of it.
struct EnclosingScope {
  /// A line that may open a scope.
  struct Header: Sendable, Hashable {
    /// 1-based.
    var line: Int
    var indent: Int
    /// The line without its indentation.
    var text: Range<Int>
    /// It opened a brace that has not been closed at its indentation.
    var isBraced: Bool
  }

  static let mostHeaders = 3

  private let content: [UInt8]
  private let isMarkdown: Bool
  private var position = 0
  private var line = 0
  private var open: [Header] = []

  init(content: [UInt8], isMarkdown: Bool) {
    self.content = content
    self.isMarkdown = isMarkdown
  }

  /// The headers above `line` that enclose text indented by `indent`, outermost first, at most three.
  ///
  /// Lines must be asked for in ascending order. `closes` says that the text itself closes a scope (`}`), whose
  /// opening line then stands at the same indentation.
  mutating func headers(above line: Int, indent: Int, closes: Bool) -> [Header] {
    advance(to: line)
    let limit = closes ? indent + 1 : indent
    var enclosing: [Header] = []
    var smallest = limit
    for header in open.reversed() where isMarkdown || header.indent < smallest {
      smallest = header.indent
      enclosing.append(header)
    }
    return choose(enclosing)
  }

  /// Innermost first in, outermost first out: declarations before mere blocks.
  private func choose(_ enclosing: [Header]) -> [Header] {
    if isMarkdown { return Array(enclosing.prefix(Self.mostHeaders).reversed()) }
    var chosen: [Header] = []
    for header in enclosing {
      let shape = DeclarationShape(content, header.text)
      guard shape == .declaration || shape == .call else { continue }
      chosen.append(header)
      if chosen.count == Self.mostHeaders { break }
    }
    if chosen.isEmpty {
      chosen = Array(enclosing.filter { DeclarationShape(content, $0.text) == .block }.prefix(1))
    }
    return chosen.reversed()
  }

  private mutating func advance(to target: Int) {
    while line + 1 < target, position < content.count {
      let end = ByteSearch.lineEnd(in: content, from: position)
      line += 1
      read(position..<end)
      position = end + 1
    }
  }

  private mutating func read(_ range: Range<Int>) {
    let (indent, start) = Indentation.measure(content, range)
    guard start < range.upperBound else { return }
    var end = range.upperBound
    while end > start, content[end - 1] <= 32 { end -= 1 }
    if isMarkdown { return readMarkdown(start..<end, indent) }
    switch LineRole(content, start..<end) {
    case .remark: return
    case .label where open.contains(where: { $0.isBraced && $0.indent >= indent }): return
    case .continuation:
      // `}`, `) {`, `{` and `where` belong to the line above at the same indentation, which stays open.
      while let last = open.last, last.indent > indent { open.removeLast() }
      guard open.last?.indent == indent else { return }
      open[open.count - 1].isBraced = content[end - 1] == UInt8(ascii: "{")
    case .ordinary, .label:
      while let last = open.last, last.indent >= indent { open.removeLast() }
      let isBraced = content[end - 1] == UInt8(ascii: "{")
      open.append(Header(line: line, indent: indent, text: start..<end, isBraced: isBraced))
    }
  }

  /// A heading closes those of its own and deeper levels; nothing else counts.
  private mutating func readMarkdown(_ text: Range<Int>, _ indent: Int) {
    guard indent == 0, content[text.lowerBound] == UInt8(ascii: "#") else { return }
    let level = content[text].prefix { $0 == UInt8(ascii: "#") }.count
    guard level <= 6, level < text.count, content[text.lowerBound + level] == 32 else { return }
    while let last = open.last, last.indent >= level { open.removeLast() }
    open.append(Header(line: line, indent: level, text: text, isBraced: false))
  }
}

/// The width of a line's leading blanks; a tab reaches the next multiple of four.
enum Indentation {
  /// Also gives the place of the first byte that is no blank, the range's end for a blank line.
  static func measure(_ bytes: [UInt8], _ range: Range<Int>) -> (width: Int, start: Int) {
    var width = 0
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case 32: width += 1
      case 9: width = (width | 3) + 1
      case 13: return (width, range.upperBound)
      default: return (width, index)
      }
      index += 1
    }
    return (width, index)
  }
}
