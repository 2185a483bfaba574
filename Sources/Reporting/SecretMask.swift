/// Takes the values of secrets out of a text about code that holds some.
///
/// It is used only where a rule found a secret, so it would rather mask too much: string literals, values of
/// assignments without quotes, credentials in addresses, and every long token that mixes letters and digits.
/// What it masked in a quote it also finds again in the sentences about it.
struct SecretMask {
  static let mark = "•••"

  /// Values seen in the quotes, longest first, so that a value goes before its own parts.
  private let values: [[UInt8]]

  init(quotes: [String]) {
    var seen: Set<[UInt8]> = []
    for quote in quotes { _ = Self.masked(quote, noting: &seen) }
    values = seen.filter { $0.count >= 4 }.sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count
    }
  }

  /// The quote with its values masked: `let key = "•••"`.
  func quote(_ text: String) -> String {
    var ignored: Set<[UInt8]> = []
    return Self.masked(text, noting: &ignored)
  }

  /// A sentence about the quote, without the values that the quote shows nor parts of them.
  func prose(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for value in values { bytes = Self.replacing(value, in: bytes) }
    return String(decoding: Self.maskTokens(bytes) { isPart($0) }, as: UTF8.self)
  }

  /// Whether a token is a piece of a value long enough to give it away.
  private func isPart(_ token: ArraySlice<UInt8>) -> Bool {
    guard token.count >= 6 else { return false }
    return values.contains { Self.firstIndex(of: Array(token), in: $0[...]) != nil }
  }
}

extension SecretMask {
  private static func masked(_ quote: String, noting values: inout Set<[UInt8]>) -> String {
    let lines = quote.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    var masked: [[UInt8]] = []
    for line in lines { masked.append(maskLine(Array(line), noting: &values)) }
    return String(decoding: Array(masked.joined(separator: [0x0A])), as: UTF8.self)
  }

  private static func maskLine(_ line: [UInt8], noting values: inout Set<[UInt8]>) -> [UInt8] {
    if !line.contains(where: isQuotationMark), let start = assignedValue(in: line) {
      values.insert(Array(line[start...]))
      return line[..<start] + Array(mark.utf8)
    }
    return maskTokens(maskAddresses(maskLiterals(line, noting: &values))) { _ in false }
  }

  /// Masks what stands between quotation marks; to the end of the line where the closing one is missing.
  private static func maskLiterals(_ line: [UInt8], noting values: inout Set<[UInt8]>) -> [UInt8] {
    var masked: [UInt8] = []
    var index = 0
    while index < line.count {
      let byte = line[index]
      masked.append(byte)
      index += 1
      guard isQuotationMark(byte) else { continue }
      var end = index
      while end < line.count, line[end] != byte { end += line[end] == 0x5C ? 2 : 1 }
      let closed = end < line.count
      // A lone apostrophe is one of a comment, not the start of a literal.
      if !closed, byte == 0x27 { continue }
      end = min(end, line.count)
      if end > index {
        values.insert(Array(line[index..<end]))
        masked += Array(mark.utf8)
      }
      if closed { masked.append(byte) }
      index = closed ? end + 1 : end
    }
    return masked
  }

  /// Where the value of `NAME=value` or `name: value` begins: any single word, and whole sentences after a
  /// name that sounds like a secret.
  private static func assignedValue(in line: [UInt8]) -> Int? {
    var index = line.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.count
    let export = Array("export ".utf8)
    if line[index...].starts(with: export) { index += export.count }
    let name = line[index...].prefix { isWord($0) || $0 == 0x2E || $0 == 0x2D }
    index = name.endIndex
    while index < line.count, line[index] == 0x20 { index += 1 }
    guard !name.isEmpty, index < line.count, line[index] == 0x3D || line[index] == 0x3A else { return nil }
    index += 1
    while index < line.count, line[index] == 0x20 { index += 1 }
    guard index < line.count else { return nil }
    let isOneWord = !line[index...].contains { $0 == 0x20 || $0 == 0x09 }
    return isOneWord || soundsSecret(name) ? index : nil
  }

  private static func soundsSecret(_ name: ArraySlice<UInt8>) -> Bool {
    let name = String(decoding: name, as: UTF8.self).lowercased()
    let words = ["key", "secret", "token", "pass", "pwd", "cred", "auth", "private", "salt"]
    return words.contains { name.contains($0) }
  }

  /// Masks user and password of `scheme://user:password@host`.
  private static func maskAddresses(_ line: [UInt8]) -> [UInt8] {
    var masked: [UInt8] = []
    var rest = line[...]
    while let scheme = firstIndex(of: Array("://".utf8), in: rest) {
      let start = scheme + 3
      let authority = rest[start...].prefix { $0 != 0x2F && $0 != 0x20 && !isQuotationMark($0) }
      masked += rest[..<start]
      if let at = authority.lastIndex(of: 0x40) {
        masked += Array(mark.utf8)
        rest = rest[at...]
      } else {
        rest = rest[start...]
      }
    }
    return masked + rest
  }

  /// Masks tokens that look drawn by lot, and those that `isPart` names.
  private static func maskTokens(_ text: [UInt8], isPart: (ArraySlice<UInt8>) -> Bool) -> [UInt8] {
    var masked: [UInt8] = []
    var index = 0
    while index < text.count {
      let token = text[index...].prefix(while: isToken)
      if token.isEmpty {
        masked.append(text[index])
        index += 1
      } else {
        masked += looksDrawn(token) || isPart(token) ? Array(mark.utf8) : Array(token)
        index = token.endIndex
      }
    }
    return masked
  }

  private static func looksDrawn(_ token: ArraySlice<UInt8>) -> Bool {
    let hasDigit = token.contains { (48...57).contains($0) }
    let hasLetter = token.contains { isWord($0) && !(48...57).contains($0) }
    return token.count >= 32 || (token.count >= 12 && hasDigit && hasLetter)
  }

  private static func replacing(_ value: [UInt8], in text: [UInt8]) -> [UInt8] {
    var masked: [UInt8] = []
    var rest = text[...]
    while let found = firstIndex(of: value, in: rest) {
      masked += rest[..<found]
      masked += Array(mark.utf8)
      rest = rest[(found + value.count)...]
    }
    return masked + rest
  }

  private static func firstIndex(of part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard !part.isEmpty, text.count >= part.count else { return nil }
    return (text.startIndex...(text.endIndex - part.count)).first { text[$0...].starts(with: part) }
  }

  private static func isQuotationMark(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x60 }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 95, 97...122: true
    default: false
    }
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == 0x2B || byte == 0x2F || byte == 0x3D || byte == 0x2D
  }
}
