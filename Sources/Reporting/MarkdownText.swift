/// Sets foreign text in Markdown so that GitHub, GitLab and the like show it and obey none of it.
///
/// Prose may hold letters, digits and sentence punctuation as they are. Every other word (addresses, mentions,
/// references, tags, flags, paths, markup) goes into a code span: it is the one place that renderers leave
/// alone, where a backslash would stop the parser and not the filters that look for `@name`, `#1` or
/// `http://` in the finished page. What hides (escapes, bidirectional overrides) is shown as `\u{202E}`.
enum MarkdownText {
  /// Where a text stands; in a table cell a vertical bar would end the cell even inside code.
  enum Place {
    case paragraph, cell
  }

  /// Scalars of one text that are shown; what is cut is counted.
  static let longestText = 6000
  /// Scalars of one word in code and of one line of quoted code that are shown.
  static let longestWord = 400

  /// Foreign prose as one line; never empty.
  static func inline(_ text: String, in place: Place = .paragraph, longest: Int = longestText) -> String {
    let (shown, rest) = VisibleText.cut(text, to: longest)
    var line = InlineText(place)
    line.add(VisibleText.oneLine(shown))
    if line.isEmpty { return "–" }
    return rest == 0 ? line.text : "\(line.text) \(Self.cutNote(rest))"
  }

  /// Foreign text as a code span, white space kept; never empty.
  static func code(_ text: String, in place: Place = .paragraph, longest: Int = longestWord) -> String {
    let visible = VisibleText.shortened(VisibleText.exact(text), to: longest)
    guard !visible.isEmpty else { return "–" }
    return span(visible, in: place)
  }

  /// Foreign lines in a fence longer than any run of backticks in them.
  static func fence(_ text: String, language: String) -> String {
    let (shown, rest) = VisibleText.cut(text, to: longestText)
    var lines = VisibleText.lines(shown).map { VisibleText.shortened($0, to: longestWord) }
    while lines.count > 1, lines.last?.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) == true {
      lines.removeLast()
    }
    if rest > 0 { lines.append(cutNote(rest)) }
    let longest = lines.map { longestRun(of: 0x60, in: $0) }.max() ?? 0
    let mark = String(repeating: "`", count: max(3, longest + 1))
    // Some chat bots look for commands line by line and know no fences.
    lines = lines.map { disarmedStart(disarmed($0), commands: true) }
    return ([mark + language] + lines + [mark]).joined(separator: "\n")
  }

  /// A code span around a line that hides nothing any more.
  ///
  /// All of this works on bytes: a combining mark after a bar or a backtick makes one character of the two for
  /// Swift, and still two for every parser of Markdown.
  static func span(_ visible: String, in place: Place) -> String {
    var content = disarmed(visible)
    if place == .cell { content = escaping(0x7C, in: content) }
    // A mark of three backticks would begin a fence for readers less exact than CommonMark.
    if longestRun(of: 0x60, in: content) > 1 { content = escaping(0x60, in: content) }
    let mark = content.utf8.contains(0x60) ? "``" : "`"
    let edges = [content.utf8.first, content.utf8.last]
    // CommonMark takes one space off both ends of a span; a backtick at an end would run into the mark.
    let needsPadding = edges.contains(0x60) || edges.contains(0x20)
    return needsPadding ? "\(mark) \(content) \(mark)" : mark + content + mark
  }

  /// The text with every such byte shown as `\u{7C}`.
  private static func escaping(_ byte: UInt8, in text: String) -> String {
    guard text.utf8.contains(byte) else { return text }
    let escape = Array(VisibleText.escape(Unicode.Scalar(byte)).utf8)
    return String(decoding: text.utf8.flatMap { $0 == byte ? escape : [$0] }, as: UTF8.self)
  }

  /// Breaks what a CI's log reader would obey wherever it stands in a line: `##vso[…]`, `##[…]`.
  private static func disarmed(_ line: String) -> String {
    guard longestRun(of: 0x23, in: line) >= 2 else { return line }
    var bytes = Array(line.utf8)
    for index in bytes.indices.dropLast().reversed() where bytes[index...].starts(with: [0x23, 0x23]) {
      let word = bytes[(index + 2)...].prefix(while: isLetter)
      guard word.endIndex < bytes.count, bytes[word.endIndex] == 0x5B else { continue }
      bytes.replaceSubrange((index + 1)...(index + 1), with: "\\u{23}".utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Breaks what a CI's log reader would obey at a line's start (`::set-output`), and a chat command (`/close`).
  private static func disarmedStart(_ line: String, commands: Bool) -> String {
    var bytes = Array(line.utf8)
    let start = bytes.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
    if bytes[start...].starts(with: [0x3A, 0x3A]) {
      bytes.replaceSubrange((start + 1)...(start + 1), with: "\\u{3A}".utf8)
    } else if commands, bytes[start...].first == 0x2F, bytes[start...].dropFirst().first.map(isLetter) == true
    {
      bytes.replaceSubrange(start...start, with: "\\u{2F}".utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func cutNote(_ rest: Int) -> String { "… (cut: \(Figure.grouped(rest)) more characters)" }

  static func longestRun(of byte: UInt8, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for next in text.utf8 {
      run = next == byte ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}

extension MarkdownText {
  /// Foreign text of several paragraphs as blocks of its own: paragraphs, bullets and fenced code.
  static func blocks(_ text: String) -> [String] {
    let (shown, rest) = VisibleText.cut(text, to: longestText)
    var blocks: [String] = []
    var (paragraph, bullets, code) = ([String](), [String](), [String]?.none)
    func flush() {
      if !paragraph.isEmpty { blocks.append(inline(paragraph.joined(separator: " "))) }
      if !bullets.isEmpty { blocks.append(bullets.map { "- " + inline($0) }.joined(separator: "\n")) }
      (paragraph, bullets) = ([], [])
    }
    for line in VisibleText.lines(shown) {
      let words = VisibleText.oneLine(line)
      if words.hasPrefix("```") {
        flush()
        if let lines = code { blocks.append(fence(lines.joined(separator: "\n"), language: "text")) }
        code = code == nil ? [] : nil
      } else if code != nil {
        code?.append(line)
      } else if let bullet = bullet(in: words) {
        if !paragraph.isEmpty { flush() }
        bullets.append(bullet)
      } else if words.isEmpty {
        flush()
      } else if bullets.isEmpty {
        paragraph.append(words)
      } else {
        bullets[bullets.count - 1] += " " + words
      }
    }
    flush()
    if let lines = code, !lines.isEmpty {
      blocks.append(fence(lines.joined(separator: "\n"), language: "text"))
    }
    if rest > 0 { blocks.append(cutNote(rest)) }
    return blocks
  }

  private static func bullet(in line: String) -> String? {
    guard line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("• ") else { return nil }
    return String(line.dropFirst(2))
  }
}

/// One line of Markdown that grows word by word.
private struct InlineText {
  private(set) var text = ""
  private let place: MarkdownText.Place
  /// The content of the code span at the end of the line, not yet written: two spans must not touch.
  private var pendingCode = ""
  private var pendingSpace = false

  init(_ place: MarkdownText.Place) { self.place = place }

  var isEmpty: Bool { text.isEmpty }

  /// Adds a line without hidden characters, its words apart by single spaces.
  mutating func add(_ line: String) {
    let scalars = Array(line.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if scalars[index] == " " {
        space()
        index += 1
      } else if let span = Self.codeSpan(in: scalars, at: index) {
        code(Self.string(scalars[span.content]))
        index = span.end
      } else {
        var end = index + 1
        while end < scalars.count, scalars[end] != " ", scalars[end] != "`" { end += 1 }
        word(scalars[index..<end])
        index = end
      }
    }
    flush()
  }

  private mutating func word(_ word: ArraySlice<Unicode.Scalar>) {
    let isFirst = text.isEmpty && pendingCode.isEmpty
    if word.allSatisfy(Word.isPunctuation) {
      return punctuation(word, endsWord: !isFirst && !pendingSpace)
    }
    let parts = Word(word)
    guard !parts.isCode else { return code(Self.string(word)) }
    plain(Self.string(parts.lead))
    if parts.isPlain { plain(Self.string(parts.core)) } else { code(Self.string(parts.core)) }
    // "1." and "1)" would begin a list.
    let isNumber = isFirst && !parts.core.isEmpty && parts.core.allSatisfy(Word.isDigit)
    plain((isNumber && [".", ")"].contains(parts.trail.first) ? "\\" : "") + Self.string(parts.trail))
  }

  private mutating func punctuation(_ word: ArraySlice<Unicode.Scalar>, endsWord: Bool) {
    if endsWord, word.allSatisfy(Word.endsSentence) {
      plain(Self.string(word))
    } else if word.allSatisfy(Word.isHarmlessWhenEscaped), !Word.hasDoubleColon(word) {
      plain(Self.string(word.flatMap { ["\\", $0] }))
    } else {
      code(Self.string(word))
    }
  }

  private mutating func plain(_ part: String) {
    guard !part.isEmpty else { return }
    flush()
    text += part
  }

  private mutating func code(_ part: String) {
    if pendingSpace { flush() }
    pendingCode += part
  }

  private mutating func space() {
    if !pendingCode.isEmpty { flush() }
    pendingSpace = !text.isEmpty
  }

  private mutating func flush() {
    if pendingSpace, pendingCode.isEmpty { text += " " }
    pendingSpace = false
    if !pendingCode.isEmpty { text += MarkdownText.span(pendingCode, in: place) }
    pendingCode = ""
  }

  /// A span that the text itself marks with a pair of equal runs of backticks.
  private static func codeSpan(
    in scalars: [Unicode.Scalar], at start: Int
  ) -> (content: Range<Int>, end: Int)? {
    let count = scalars[start...].prefix { $0 == "`" }.count
    guard count > 0 else { return nil }
    var index = start + count
    while index < scalars.count {
      let run = scalars[index...].prefix { $0 == "`" }.count
      if run == count {
        let content = trimmed(start + count..<index, in: scalars)
        return content.isEmpty ? nil : (content, index + run)
      }
      index += max(1, run)
    }
    return nil
  }

  private static func trimmed(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, scalars[start] == " " { start += 1 }
    while end > start, scalars[end - 1] == " " { end -= 1 }
    return start..<end
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

/// A word of prose with its sentence punctuation apart.
private struct Word {
  let lead: ArraySlice<Unicode.Scalar>
  let core: ArraySlice<Unicode.Scalar>
  let trail: ArraySlice<Unicode.Scalar>

  init(_ word: ArraySlice<Unicode.Scalar>) {
    var core = word
    while let first = core.first, Self.opening.contains(first) { core = core.dropFirst() }
    lead = word[word.startIndex..<core.startIndex]
    while let last = core.last, Self.closing.contains(last), !Self.closesCall(core) { core = core.dropLast() }
    // A word of nothing but brackets was taken apart wholly: its punctuation is all lead.
    trail = word[core.endIndex..<word.endIndex]
    self.core = core
  }

  /// Whether the word with its punctuation could be a command for a CI's log.
  var isCode: Bool { Self.hasDoubleColon(trail) }

  /// Whether nothing in the word means anything to a Markdown parser or to a filter behind it.
  var isPlain: Bool {
    guard let first = core.first else { return true }
    guard Self.isAlphanumeric(first),
      core.allSatisfy({ Self.isAlphanumeric($0) || "-/.,'’".unicodeScalars.contains($0) })
    else { return false }
    return !isDotted && !isCommit && !isReference && core.count(where: { $0 == "/" }) < 2
  }

  /// A file, a member or a host rather than "e.g", "3.5" or "1.2.3".
  private var isDotted: Bool {
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return false }
    return !parts.allSatisfy { $0.count == 1 } && !parts.allSatisfy { $0.allSatisfy(Self.isDigit) }
  }

  /// Seven or more hexadecimal digits: the name of a commit.
  private var isCommit: Bool {
    core.split { !Self.isAlphanumeric($0) || !$0.isASCII }.contains { part in
      part.count >= 7 && part.allSatisfy { $0.properties.isASCIIHexDigit }
    }
  }

  /// `GH-12`, or the beginning of an address.
  private var isReference: Bool {
    let word = String(String.UnicodeScalarView(core)).lowercased()
    return word.contains("www") || word.contains("gh-")
  }

  private static let opening: Set<Unicode.Scalar> = ["(", "\"", "'", "“", "‘", "«"]
  private static let closing: Set<Unicode.Scalar> = [
    ")", "\"", "'", ".", ",", ";", ":", "!", "?", "”", "’", "»", "…", "%",
  ]

  /// The bracket of `call()` belongs to the word.
  private static func closesCall(_ core: ArraySlice<Unicode.Scalar>) -> Bool {
    core.last == ")" && core.count { $0 == "(" } == core.count { $0 == ")" }
  }

  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    (0x21...0x7E).contains(scalar.value) && !isAlphanumeric(scalar)
  }

  static func isHarmlessWhenEscaped(_ scalar: Unicode.Scalar) -> Bool {
    !"`$|\\@#".unicodeScalars.contains(scalar)
  }

  /// What may follow a code span without an escape.
  static func endsSentence(_ scalar: Unicode.Scalar) -> Bool { ".,;!?)'\"".unicodeScalars.contains(scalar) }

  /// `::` or `:/`.
  static func hasDoubleColon(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    zip(word, word.dropFirst()).contains { $0 == ":" && ($1 == ":" || $1 == "/") }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: false
    }
  }
}
