/// Looks for secrets in the bytes of a text, line by line, without keeping any of them.
///
/// One pass sorts bytes by a table; only long runs of key characters, quotes and `=` or `:` are looked at closer,
/// so ordinary code costs about a nanosecond a byte.
struct SecretScanner: Sendable {
  /// Read values without quotes as well: in configuration and fixtures they are literals.
  let isConfiguration: Bool

  /// A shorter run of key characters is no known token (`-----BEGIN` has ten).
  static let shortestRun = 10
  static let longestLiteral = 512

  init(isConfiguration: Bool) { self.isConfiguration = isConfiguration }

  func kinds(in text: [UInt8]) -> SecretKinds { kinds(in: text, 0..<text.count) }

  /// Scans `range`; what surrounds it is not looked at.
  func kinds(in text: [UInt8], _ range: Range<Int>) -> SecretKinds {
    var found: SecretKinds = []
    let bytes = text.span.extracting(range)
    let classes = SecretScanner.classTable.span
    var runStart = 0
    var index = 0
    while index < bytes.count {
      let kind = classes[Int(bytes[index])]
      if kind == SecretScanner.key {
        index &+= 1
        continue
      }
      if index &- runStart >= SecretScanner.shortestRun {
        found.formUnion(inRun(bytes, runStart..<index))
      }
      if kind == SecretScanner.binds { found.formUnion(atBinding(bytes, index)) }
      index &+= 1
      runStart = index
    }
    if index - runStart >= SecretScanner.shortestRun { found.formUnion(inRun(bytes, runStart..<index)) }
    return found
  }

  private static let other: UInt8 = 0
  private static let key: UInt8 = 1
  private static let binds: UInt8 = 2

  /// `key` for the characters tokens are made of, `binds` for `=` and `:`.
  private static let classTable: [UInt8] = (0...255).map { value in
    let byte = UInt8(value)
    if SecretBytes.isKey(byte) { return key }
    return byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") ? binds : other
  }
}

/// Sorts of bytes that the scanner's rules share.
enum SecretBytes {
  /// Letters, digits and `_ - + /`: what tokens and base64 are made of.
  static func isKey(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") }
  static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
  static func isUpper(_ byte: UInt8) -> Bool { byte &- 65 < 26 }
  static func isLower(_ byte: UInt8) -> Bool { byte &- 97 < 26 }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  static func isQuote(_ byte: UInt8) -> Bool { byte == 34 || byte == 39 || byte == 96 }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
}
