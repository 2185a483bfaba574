/// What a fake node sends back: a head, and then steps in their order.
package struct FakeReply: Sendable {
  package enum Step: Sendable {
    /// Sent as one write (one chunk where the framing is chunked).
    case bytes([UInt8])
    /// Nothing more is sent until the test opens the gate, or the client leaves.
    case wait(Gate)
    /// The same bytes again and again, until the client leaves; for time limits only.
    case drip([UInt8], every: Duration)
    /// A TCP reset (RST).
    case reset
    /// The connection ends in order, however much is still owed.
    case hangUp
  }

  package enum Framing: Sendable {
    /// `Transfer-Encoding: chunked`.
    case chunked
    /// `Content-Length`, of all bytes of the steps.
    case length
    /// `Content-Length` as given, whatever the steps send.
    case claiming(Int)
    /// Ends when the connection ends.
    case untilClose
    /// No head at all: the steps are the whole reply.
    case raw
  }

  package var status: Int
  package var headers: [String: String]
  package var framing: Framing
  package var steps: [Step]

  package init(
    status: Int = 200, headers: [String: String] = ["Content-Type": "application/json"],
    framing: Framing = .length, steps: [Step]
  ) {
    self.status = status
    self.headers = headers
    self.framing = framing
    self.steps = steps
  }

  /// A JSON text in one piece.
  package static func json(_ text: String, status: Int = 200, headers: [String: String] = [:]) -> FakeReply {
    FakeReply(
      status: status, headers: headers.merging(["Content-Type": "application/json"]) { mine, _ in mine },
      steps: [.bytes(Array(text.utf8))])
  }

  /// A stream of texts, each sent on its own.
  package static func stream(
    _ texts: [String], type: String = "text/event-stream", then last: [Step] = []
  ) -> FakeReply {
    FakeReply(
      headers: ["Content-Type": type], framing: .chunked,
      steps: texts.map { .bytes(Array($0.utf8)) } + last)
  }

  /// An error in the shape that the protocol of `request` uses.
  package static func error(
    _ status: Int, _ message: String, type: String = "error", code: String? = nil,
    headers: [String: String] = [:], to request: FakeRequest
  ) -> FakeReply {
    let text = JSONText.quoted(message)
    let code = code.map(JSONText.quoted) ?? "null"
    let body =
      request.isOllama
      ? "{\"error\":\(text)}"
      : "{\"error\":{\"message\":\(text),\"type\":\"\(type)\",\"code\":\(code)}}"
    return .json(body, status: status, headers: headers)
  }
}
