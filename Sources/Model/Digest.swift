private import Crypto

/// A SHA-256 digest: the identity of a unit, of an answer, of a text.
package struct Digest: Sendable, Hashable, Comparable {
  /// Exactly 32 bytes.
  package let bytes: [UInt8]

  /// Takes 32 bytes as read from a store; nil for any other length.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Reads 64 hexadecimal digits; nil for anything else.
  package init?(hex: String) {
    let digits = hex.utf8.compactMap(Digest.value(ofHexDigit:))
    guard digits.count == 64, hex.utf8.count == 64 else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// Digests the fields in their order. Each is preceded by its length, so that no two different
  /// lists of fields can run together into the same bytes.
  package init(of fields: [String]) {
    var hash = SHA256()
    for var field in fields {
      field.withUTF8 { text in
        var length = UInt64(text.count).littleEndian
        unsafe withUnsafeBytes(of: &length) { unsafe hash.update(bufferPointer: $0) }
        unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(text))
      }
    }
    bytes = Array(hash.finalize())
  }

  /// 64 lower-case hexadecimal digits.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first twelve digits, enough to name a unit to a person.
  package var short: String { String(hex.prefix(12)) }

  package static func < (a: Digest, b: Digest) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes)
  }

  private static func value(ofHexDigit digit: UInt8) -> UInt8? {
    switch digit {
    case 48...57: digit - 48
    case 97...102: digit - 87
    case 65...70: digit - 55
    default: nil
    }
  }
}

extension Digest: Codable, CustomStringConvertible {
  package var description: String { hex }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = Digest(hex: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a digest is 64 hexadecimal digits")
    }
    self = digest
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}
