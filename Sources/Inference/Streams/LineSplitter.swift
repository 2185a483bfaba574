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
    for index in bytes.indices where !isOverlong {
      let byte = bytes[index]
      switch byte {
      case 10 where sawReturn: sawReturn = false
      case 10, 13:
        sawReturn = byte == 13
        line(pending)
        pending.removeAll(keepingCapacity: true)
      default:
        sawReturn = false
        pending.append(byte)
        isOverlong = pending.count > maxLine
      }
    }
  }

  /// What stands after the last line's end; empty when the stream ended in order.
  package mutating func rest() -> [UInt8] {
    defer { pending = [] }
    return pending
  }
}
