/// Makes visible what a terminal or a page would hide or obey, and keeps everything else as it is.
enum VisibleText {
  /// Whether a scalar must not reach a reader as it is: control characters and terminal escapes,
  /// bidirectional marks and overrides, zero-width, filler, tag and other invisible characters.
  static func hides(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0x00...0x9F: true
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164: true
    case 0xFE00...0xFE0E, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xFFFE, 0xFFFF: true
    case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
    default: false
    }
  }

  /// `\u{202E}` for U+202E.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  /// The text on one line: runs of white space become one space, what hides is escaped, the ends are trimmed.
  static func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    var gap = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        gap = !line.isEmpty
        continue
      }
      if gap { line.append(" ") }
      gap = false
      append(scalar, to: &line)
    }
    return String(line)
  }

  /// The text on one line, white space kept apart from line ends: for paths and quoted code.
  static func exact(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { append(scalar, to: &line) }
    return String(line)
  }

  /// The lines of a text, whatever ends them, with tabs kept and everything else that hides escaped.
  static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" {
        if !(scalar == "\n" && afterReturn) {
          lines.append(String(line))
          line = String.UnicodeScalarView()
        }
      } else if scalar == "\t" {
        line.append(scalar)
      } else {
        append(scalar, to: &line)
      }
      afterReturn = scalar == "\r"
    }
    return lines + [String(line)]
  }

  /// At most `count` scalars of a line, the middle left out: both ends of a path say something.
  static func shortened(_ line: String, to count: Int) -> String {
    let scalars = line.unicodeScalars
    guard scalars.count > count, count > 2 else { return line }
    let head = (count - 1) / 2
    let start = String(String.UnicodeScalarView(scalars.prefix(head)))
    return start + "…" + String(String.UnicodeScalarView(scalars.suffix(count - 1 - head)))
  }

  /// At most `count` scalars of a text, and how many more there were.
  static func cut(_ text: String, to count: Int) -> (text: String, rest: Int) {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: count, limitedBy: scalars.endIndex) else {
      return (text, 0)
    }
    let rest = scalars.distance(from: end, to: scalars.endIndex)
    return (String(scalars[..<end]), rest)
  }

  private static func append(_ scalar: Unicode.Scalar, to line: inout String.UnicodeScalarView) {
    if hides(scalar) {
      line.append(contentsOf: escape(scalar).unicodeScalars)
    } else {
      line.append(scalar)
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
