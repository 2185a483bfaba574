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
    var done: [[UInt8]] = []
    lines.feed(bytes) { done.append($0) }
    for line in done where !isOversized { take(line, event) }
  }

  /// Some servers leave out the empty line after the last event; what has come is handed out.
  package mutating func finish(event: (Event) -> Void) {
    let rest = lines.rest()
    if !rest.isEmpty { take(rest, event) }
    dispatch(event)
  }

  private mutating func take(_ line: [UInt8], _ event: (Event) -> Void) {
    var line = line[...]
    if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    isFirst = false
    guard let first = line.first else { return dispatch(event) }
    if first == UInt8(ascii: ":") { return event(.comment) }
    guard line.starts(with: Self.dataField) else { return }
    line = line.dropFirst(Self.dataField.count)
    if let next = line.first {
      // Other fields merely begin with the same letters.
      guard next == UInt8(ascii: ":") else { return }
      line = line.dropFirst()
    }
    if line.first == 32 { line = line.dropFirst() }
    if data != nil { data?.append(10) }
    data = (data ?? []) + line
    isOversized = (data?.count ?? 0) > maxEvent
  }

  private mutating func dispatch(_ event: (Event) -> Void) {
    guard let whole = data else { return }
    data = nil
    event(.data(whole))
  }

  private static let dataField = Array("data".utf8)
}
