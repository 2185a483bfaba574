import Inference
import Testing

@Suite struct `Server-sent events` {
  private typealias Event = EventStream.Event

  private static func data(_ text: String) -> Event { .data(Array(text.utf8)) }

  private static let rows: [(String, [Event])] = [
    ("data: a\n\ndata: b\n\n", [data("a"), data("b")]),
    ("data: a\r\n\r\ndata: b\r\n\r\n", [data("a"), data("b")]),
    ("data: a\r\rdata: b\r\r", [data("a"), data("b")]),
    ("data:a\ndata: b\n\n", [data("a\nb")]),
    (": ping\n\ndata: a\n\n", [.comment, data("a")]),
    (":\n", [.comment]),
    ("event: x\nid: 1\nretry: 5\ndata: a\n\n", [data("a")]),
    ("\u{FEFF}data: a\n\n", [data("a")]),
    ("data\n\n", [data("")]),
    ("database: a\n\n", []),
    ("data: a: b\n\n", [data("a: b")]),
    ("data:  a\n\n", [data(" a")]),
    ("data: é😀\n\n", [data("é😀")]),
    ("data: last", [data("last")]),
    ("data: last\n", [data("last")]),
    ("\n\n\n", []),
    ("", []),
  ]

  @Test(arguments: rows)
  private func `are the same however the bytes are cut`(text: String, expected: [Event]) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      #expect(Self.events([Array(bytes[..<cut]), Array(bytes[cut...])]) == expected, "cut at \(cut)")
    }
    #expect(Self.events(bytes.map { [$0] }) == expected)
  }

  @Test func `without an end are given up`() {
    var line = EventStream(maxEvent: 100)
    line.feed(Array(repeating: UInt8(ascii: "x"), count: 101).span) { _ in }
    #expect(line.isOverlong)
    var event = EventStream(maxEvent: 100)
    for _ in 0..<20 { event.feed(Array("data: 1234567890\n".utf8).span) { _ in } }
    #expect(event.isOverlong)
  }

  private static func events(_ chunks: [[UInt8]]) -> [Event] {
    var stream = EventStream()
    var events: [Event] = []
    for chunk in chunks { stream.feed(chunk.span) { events.append($0) } }
    stream.finish { events.append($0) }
    return events
  }
}

@Suite struct `JSON lines` {
  @Test(arguments: [
    ("{}\n{\"a\":1}\n", ["{}", "{\"a\":1}"]), ("{}\r\n\r\n{}\r\n", ["{}", "{}"]), ("{}", ["{}"]),
    ("\n\n", []),
    ("{\"é\":\"😀\"}\n", ["{\"é\":\"😀\"}"]),
  ])
  func `are the same however the bytes are cut`(text: String, expected: [String]) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      #expect(Self.lines([Array(bytes[..<cut]), Array(bytes[cut...])]) == expected, "cut at \(cut)")
    }
    #expect(Self.lines(bytes.map { [$0] }) == expected)
  }

  @Test func `without an end are given up`() {
    var lines = JSONLines(maxLine: 100)
    lines.feed(Array(repeating: UInt8(ascii: "{"), count: 101).span) { _ in }
    #expect(lines.isOverlong)
  }

  private static func lines(_ chunks: [[UInt8]]) -> [String] {
    var stream = JSONLines()
    var lines: [String] = []
    for chunk in chunks { stream.feed(chunk.span) { lines.append(String(decoding: $0, as: UTF8.self)) } }
    stream.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
    return lines
  }
}
