/// Cuts a stream of bytes into lines, however the bytes are cut into chunks. A line ends with LF, CR LF or CR.
package struct LineSplitter: Sendable {
  private var pending: [UInt8] = []
  /// A CR ended the last line; an LF right after it belongs to it.
  private var sawReturn = false
  private let maxLine: Int

  /// True when a line grew beyond the limit. Nothing more comes out then.
  package private(set) var isOverlong = false

  package init(maxLine: Int = 1 << 20) { self.maxLine = maxLine }

  /// Calls `line` for every line that `bytes` completes, without its end.
  package mutating func feed(_ bytes: Span<UInt8>, line: ([UInt8]) -> Void) {
    var at = 0
    while at < bytes.count, !isOverlong {
      var end = at
      while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end &+= 1 }
      if end > at { keep(bytes, at..<end) }
      guard end < bytes.count, !isOverlong else { return }
      let isLineFeed = bytes[end] == 10
      if isLineFeed, sawReturn {
        sawReturn = false
      } else {
        sawReturn = !isLineFeed
        line(pending)
        pending = []
      }
      at = end + 1
    }
  }

  private mutating func keep(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    sawReturn = false
    unsafe bytes.extracting(range).withUnsafeBufferPointer { unsafe pending.append(contentsOf: $0) }
    isOverlong = pending.count > maxLine
  }

  /// What stands after the last line's end; empty when the stream ended in order.
  package mutating func rest() -> [UInt8] {
    defer { pending = [] }
    return pending
  }
}
