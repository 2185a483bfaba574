/// Server-sent events, read byte by byte.
package struct EventStream: Sendable {
  package enum Event: Sendable, Hashable {
    /// The joined `data` lines of one event.
    case data([UInt8])
    /// A line that begins with a colon: the server lives, and says nothing.
    case comment
  }

  private var lines: LineSplitter
  private var data: [UInt8]?
  private var isFirst = true
  private let maxEvent: Int
  private var isOversized = false

  /// True when a line or an event grew beyond the limit. Nothing more comes out then.
  package var isOverlong: Bool { lines.isOverlong || isOversized }

  package init(maxEvent: Int = 1 << 20) {
    self.maxEvent = maxEvent
    lines = LineSplitter(maxLine: maxEvent)
  }

  package mutating func feed(_ bytes: Span<UInt8>, event: (Event) -> Void) {
    var splitter = lines
    lines = LineSplitter(maxLine: 0)
    splitter.feed(bytes) { if !isOversized { take($0, event) } }
    lines = splitter
  }

  /// Some servers leave out the empty line after the last event; what has come is handed out.
  package mutating func finish(event: (Event) -> Void) {
    let rest = lines.rest()
    if !rest.isEmpty { take(rest, event) }
    dispatch(event)
  }

  private mutating func take(_ line: [UInt8], _ event: (Event) -> Void) {
    var start = 0
    if isFirst, line.starts(with: Self.byteOrderMark) { start = 3 }
    isFirst = false
    guard start < line.count else { return dispatch(event) }
    if line[start] == UInt8(ascii: ":") { return event(.comment) }
    guard let value = Self.value(of: line, from: start) else { return }
    if data == nil {
      data = Array(line[value...])
    } else {
      data?.append(10)
      data?.append(contentsOf: line[value...])
    }
    isOversized = (data?.count ?? 0) > maxEvent
  }

  /// Where the value of a `data` line begins; nil for any other field.
  private static func value(of line: [UInt8], from start: Int) -> Int? {
    guard line.count >= start + 4, line[start] == UInt8(ascii: "d"), line[start + 1] == UInt8(ascii: "a"),
      line[start + 2] == UInt8(ascii: "t"), line[start + 3] == UInt8(ascii: "a")
    else { return nil }
    guard line.count > start + 4 else { return line.count }
    // Other fields merely begin with the same letters.
    guard line[start + 4] == UInt8(ascii: ":") else { return nil }
    return line.count > start + 5 && line[start + 5] == 32 ? start + 6 : start + 5
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private mutating func dispatch(_ event: (Event) -> Void) {
    guard let whole = data else { return }
    data = nil
    event(.data(whole))
  }
}
