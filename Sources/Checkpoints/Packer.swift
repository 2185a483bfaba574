import Model

/// Writes values one after another into bytes that `Unpacker` reads back.
///
/// Numbers are variable-length, texts and lists are preceded by their length. An answer with one finding takes half a
/// microsecond, which counts where a hundred thousand of them are read.
struct Packer {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int) {
    // Zigzag: small negative numbers stay short, too.
    var rest = UInt64(bitPattern: Int64((number << 1) ^ (number >> 63)))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func add(_ text: String) {
    let utf8 = text.utf8
    add(utf8.count)
    bytes.append(contentsOf: utf8)
  }

  mutating func add(_ text: String?) {
    add(text == nil ? 0 : 1)
    if let text { add(text) }
  }

  mutating func add(_ number: Int?) {
    add(number == nil ? 0 : 1)
    if let number { add(number) }
  }

  mutating func add(_ number: Double?) {
    add(number == nil ? 0 : 1)
    if let number { add(number) }
  }

  mutating func add(_ number: Double) {
    let bits = number.bitPattern
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
  }

  /// 32 bytes without a length.
  mutating func add(_ digest: Digest) { bytes.append(contentsOf: digest.bytes) }
}
