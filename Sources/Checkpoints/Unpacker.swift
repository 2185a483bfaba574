import Model

/// Reads back what `Packer` wrote, and trusts none of it: every length is checked.
struct Unpacker {
  /// The bytes are not what was written.
  struct Malformed: Error {}

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func int() throws(Malformed) -> Int {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard position < bytes.count else { throw Malformed() }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return Int(Int64(bitPattern: value >> 1)) ^ -Int(value & 1) }
    }
    throw Malformed()
  }

  /// A length or a count: never negative, never more than the bytes that are left.
  mutating func count() throws(Malformed) -> Int {
    let count = try int()
    guard count >= 0, count <= bytes.count - position else { throw Malformed() }
    return count
  }

  mutating func text() throws(Malformed) -> String {
    let length = try count()
    defer { position += length }
    return String(decoding: bytes[position..<position + length], as: UTF8.self)
  }

  mutating func optionalText() throws(Malformed) -> String? {
    try int() == 0 ? nil : try text()
  }

  mutating func optionalInt() throws(Malformed) -> Int? {
    try int() == 0 ? nil : try int()
  }

  mutating func optionalDouble() throws(Malformed) -> Double? {
    try int() == 0 ? nil : try double()
  }

  mutating func double() throws(Malformed) -> Double {
    guard bytes.count - position >= 8 else { throw Malformed() }
    var bits: UInt64 = 0
    for index in 0..<8 { bits |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += 8
    return Double(bitPattern: bits)
  }

  mutating func digest() throws(Malformed) -> Digest {
    guard bytes.count - position >= 32,
      let digest = Digest(bytes: Array(bytes[position..<position + 32]))
    else { throw Malformed() }
    position += 32
    return digest
  }

  mutating func word<Word: RawRepresentable<String>>(_ type: Word.Type) throws(Malformed) -> Word {
    guard let word = Word(rawValue: try text()) else { throw Malformed() }
    return word
  }
}
