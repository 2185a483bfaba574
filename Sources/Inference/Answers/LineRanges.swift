/// Where the lines of a text begin and end.
enum LineRanges {
  /// Calls `body` with the range of every line, without its line feed. Written as a plain loop over the bytes: the
  /// library's `split` costs ten times as much, and this runs over every prompt and hunk.
  static func forEach(in bytes: borrowing Span<UInt8>, _ body: (Range<Int>) -> Void) {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 10 { end &+= 1 }
      body(start..<end)
      start = end + 1
    }
  }

  /// `range` without white space at both ends.
  static func trimmed(_ range: Range<Int>, in bytes: borrowing Span<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while end > start, bytes[end - 1] <= 32 { end -= 1 }
    while start < end, bytes[start] <= 32 { start += 1 }
    return start..<end
  }
}
