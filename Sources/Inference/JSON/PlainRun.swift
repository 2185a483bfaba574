/// Finds how far a text can be copied into a JSON string as it is. Prompts are kilobytes of code, and every request
/// quotes one, so eight bytes are looked at in one go.
enum PlainRun {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The index of the first byte from `start` on that must be escaped; the text's end when there is none.
  static func end(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(source)
    var at = start
    while at + 8 <= bytes.count {
      let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      let found = marks(word)
      // The lowest mark is exact; those above it may be borrowed from it.
      if found != 0 { return at + found.trailingZeroBitCount >> 3 }
      at &+= 8
    }
    while at < bytes.count, unsafe !mustBeEscaped(source[at]) { at &+= 1 }
    return at
  }

  /// The high bit of every byte that must be escaped.
  private static func marks(_ word: UInt64) -> UInt64 {
    let quotes = word ^ (ones &* 0x22)
    let slashes = word ^ (ones &* 0x5C)
    return
      ((word &- (ones &* 0x20)) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes)
      & highBits
  }

  private static func mustBeEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }
}
