/// Finds bytes in bytes. The standard library's search of one collection in another goes through generic code that is
/// a hundred times slower.
enum ByteSearch {
  /// Where `needle` (not empty) first stands within `range`.
  static func first(_ needle: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let text = bytes.span
    let first = needle[0]
    var index = range.lowerBound
    let last = range.upperBound - needle.count
    while index <= last {
      if text[index] == first, stands(needle, at: index, in: text) { return index }
      index &+= 1
    }
    return nil
  }

  static func contains(_ needle: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    first(needle, in: bytes, range) != nil
  }

  /// Whether `needle` stands at `place`; the text may end before it.
  static func stands(_ needle: [UInt8], at place: Int, in text: Span<UInt8>) -> Bool {
    guard place >= 0, place + needle.count <= text.count else { return false }
    for offset in needle.indices where text[place + offset] != needle[offset] { return false }
    return true
  }

  /// The place of the next line feed at or behind `start`; the end of the bytes when there is none.
  static func lineEnd(in bytes: [UInt8], from start: Int) -> Int {
    let text = bytes.span
    var index = start
    while index < text.count, text[index] != 10 { index &+= 1 }
    return index
  }
}
