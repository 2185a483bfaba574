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
    let scalars = line.unicodeScalars
    if let first = scalars.first, "-+*#>=~|/: \t".unicodeScalars.contains(first) {
      return "a line that begins with \(first)"
    }
    if scalars.starts(with: "```".unicodeScalars) { return "a fence" }
    let digits = scalars.prefix { ("0"..."9").contains($0) }.count
    let rest = scalars.dropFirst(digits)
    let isMarker = digits > 0 && (rest.first == "." || rest.first == ")")
    return isMarker && rest.dropFirst().first ?? " " == " " ? "a numbered list" : nil
  }

  /// What a filter would link: addresses, mentions, numbers of issues, names of commits.
  private static func reference(in prose: String) -> String? {
    let scalars = Array(prose.unicodeScalars)
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || scalar.properties.generalCategory == .nonspacingMark
    }
    for (scalar, next) in zip(scalars, scalars.dropFirst()) {
      if "@#!$%&~^".unicodeScalars.contains(scalar), isWord(next) { return "a reference \(scalar)\(next)" }
      if scalar == ":", isWord(next) || next == ":" || next == "/" {
        return "a word after a colon"
      }
    }
    for word in scalars.split(whereSeparator: { !isWord($0) || !$0.isASCII }) {
      if word.count >= 7, word.allSatisfy(\.properties.isASCIIHexDigit) { return "a commit" }
    }
    let lowered = prose.lowercased()
    if lowered.contains(":+1") || lowered.contains(":-1") { return "a picture by its name" }
    if lowered.contains("www") { return "an address without a scheme" }
    if lowered.contains(#/gh-\d/#) { return "a reference to GH-1" }
    return prose.contains("##[") || prose.contains("##vso") ? "a command for the log" : nil
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
