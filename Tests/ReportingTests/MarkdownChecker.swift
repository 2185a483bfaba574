/// A small reader of inline Markdown that knows text, backslash escapes and code spans, and calls everything
/// else an attack. What it accepts can only be shown as plain text.
struct MarkdownChecker {
  /// What a reader sees, code spans without their marks.
  private(set) var shown = ""
  /// What filters behind the parser see: the text outside code, each span replaced by U+FFFC.
  private(set) var prose = ""
  /// The first thing that is not plain text; nil when there is none.
  private(set) var attack: String?

  init(_ line: String) {
    read(Array(line.unicodeScalars))
    if attack == nil { attack = Self.blockStart(of: line) ?? Self.reference(in: prose) }
  }

  private mutating func read(_ scalars: [Unicode.Scalar]) {
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\\", index + 1 < scalars.count, Self.isPunctuation(scalars[index + 1]) {
        show(scalars[index + 1])
        index += 2
      } else if scalar == "`" {
        guard let end = readSpan(scalars, from: index) else {
          attack = "a code span without an end"
          return
        }
        index = end
      } else if "<>&*_[]#@|~$\\^{}=+".unicodeScalars.contains(scalar) || scalar.value < 0x20 {
        attack = "a bare \(scalar.debugDescription)"
        return
      } else {
        show(scalar)
        index += 1
      }
    }
  }

  private mutating func show(_ scalar: Unicode.Scalar) {
    shown.unicodeScalars.append(scalar)
    prose.unicodeScalars.append(scalar)
  }

  private mutating func readSpan(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
    let mark = scalars[start...].prefix { $0 == "`" }.count
    var index = start + mark
    while index < scalars.count {
      let run = scalars[index...].prefix { $0 == "`" }.count
      if run == mark {
        var content = scalars[(start + mark)..<index]
        if content.first == " ", content.last == " ", content.contains(where: { $0 != " " }) {
          content = content.dropFirst().dropLast()
        }
        shown.unicodeScalars.append(contentsOf: content)
        prose += "\u{FFFC}"
        return index + run
      }
      index += max(1, run)
    }
    return nil
  }

  /// What the line would begin: a list, a heading, a quote, a rule, a command.
  private static func blockStart(of line: String) -> String? {
    if let first = line.first, "-+*#>=~|/: \t".contains(first) { return "a line that begins with \(first)" }
    if line.hasPrefix("```") { return "a fence" }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    let isMarker = !digits.isEmpty && (rest.first == "." || rest.first == ")")
    if isMarker, rest.dropFirst().first.map({ $0 == " " }) ?? true { return "a numbered list" }
    return nil
  }

  /// What a filter would link: addresses, mentions, numbers of issues, names of commits.
  private static func reference(in prose: String) -> String? {
    if prose.contains("://") { return "an address" }
    if prose.lowercased().contains("www") { return "an address without a scheme" }
    for pair in zip(prose, prose.dropFirst()) {
      if "@#!$%&~^".contains(pair.0), pair.1.isLetter || pair.1.isNumber { return "a reference \(pair)" }
      if pair.0 == ":", pair.1.isLetter || pair.1 == ":" || pair.1 == "+" { return "a word after a colon" }
    }
    for word in prose.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) where word.count >= 7 {
      if word.allSatisfy(\.isHexDigit) { return "a commit \(word)" }
    }
    if prose.lowercased().contains(/\bgh-\d/) { return "a reference GH-1" }
    return prose.contains("##[") || prose.contains("##vso") ? "a command for the log" : nil
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
