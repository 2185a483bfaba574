import Fakes
import Inference
import Model
import Testing

/// The table of faults: what a node does, and the ending that it is.
struct Fault: Sendable, CustomTestStringConvertible {
  let name: String
  let kinds: [NodeSpec.Kind]
  let ending: Ending
  let reply: @Sendable (FakeRequest) -> FakeReply

  var testDescription: String { name }

  init(
    _ name: String, _ ending: Ending, only kinds: [NodeSpec.Kind] = [.openai, .ollama],
    _ reply: @escaping @Sendable (FakeRequest) -> FakeReply
  ) {
    self.name = name
    self.kinds = kinds
    self.ending = ending
    self.reply = reply
  }

  private static func status(
    _ status: Int, _ message: String, _ ending: Ending, type: String = "error", code: String? = nil,
    only kinds: [NodeSpec.Kind] = [.openai, .ollama]
  ) -> Fault {
    Fault("\(status) \(message)", ending, only: kinds) {
      .error(status, message, type: type, code: code, to: $0)
    }
  }

  private static func events(_ name: String, _ ending: Ending, _ events: String..., done: Bool = true)
    -> Fault
  {
    Fault(name, ending, only: [.openai]) { _ in
      .stream(events.map { "data: \($0)\n\n" } + (done ? ["data: [DONE]\n\n"] : []))
    }
  }

  private static func lines(_ name: String, _ ending: Ending, _ lines: String...) -> Fault {
    Fault(name, ending, only: [.ollama]) { _ in
      .stream(lines.map { "\($0)\n" }, type: "application/x-ndjson")
    }
  }

  static let statuses: [Fault] = [
    status(400, "something is wrong", .rejected), status(401, "no key", .rejected),
    status(402, "Insufficient credits", .rejected), status(403, "forbidden", .rejected),
    status(404, "model 'x' not found, try pulling it first", .rejected),
    status(404, "No endpoints found matching your data policy", .rejected, type: "privacy_restricted"),
    status(405, "no", .rejected), status(408, "slow", .timedOut), status(413, "too large", .truncatedInput),
    status(422, "no", .rejected), status(429, "slow down", .rateLimited),
    status(429, "You exceeded your current quota", .rejected, code: "insufficient_quota", only: [.openai]),
    status(500, "boom", .serverError), status(501, "no", .serverError),
    status(502, "bad gateway", .serverError),
    status(503, "server busy, please try again", .serverError), status(504, "late", .serverError),
    status(529, "overloaded", .serverError, type: "overloaded_error"),
    status(400, "This request would exceed your reached your specified API usage limits", .rejected),
    status(400, "Your credit balance is too low", .rejected),
    status(400, "flagged", .refused, code: "content_filter", only: [.openai]),
    status(
      400, "the request exceeds the available context size", .truncatedInput,
      type: "exceed_context_size_error"),
    status(400, "This model's maximum context length is 4096 tokens", .truncatedInput),
    status(400, "x", .truncatedInput, code: "context_length_exceeded", only: [.openai]),
    status(400, "the input length exceeds the context length", .truncatedInput),
    status(400, "prompt is too long: 5000 tokens > 4096 maximum", .truncatedInput),
    Fault("an error page in HTML", .serverError) { _ in
      FakeReply(status: 502, headers: ["Content-Type": "text/html"], steps: [.bytes(Array("<html>".utf8))])
    },
    Fault("an empty error", .serverError) { _ in FakeReply(status: 500, steps: []) },
    Fault("a redirect", .rejected) { _ in
      .json("", status: 308, headers: ["Location": "https://other.example/x"])
    },
    Fault("moderation", .refused, only: [.openai]) { _ in
      .json(#"{"error":{"code":403,"message":"no","metadata":{"reasons":["violence"]}}}"#, status: 403)
    },
    Fault("vLLM's older shape of an error", .truncatedInput, only: [.openai]) { _ in
      .json(#"{"object":"error","message":"maximum context length is 8","code":400}"#, status: 400)
    },
  ]

  static let streams: [Fault] = [
    Fault("no end marker", .transport) { FakeAnswer("{}", marksEnd: false).reply(to: $0) },
    Fault("cut at the length limit", .truncatedOutput) { FakeAnswer("{\"f", finish: "length").reply(to: $0) },
    Fault("an empty answer", .malformed) { FakeAnswer("").reply(to: $0) },
    Fault("a blank answer", .malformed) { FakeAnswer(" \n ").reply(to: $0) },
    Fault("an error in JSON with status 200", .serverError) { .error(200, "boom", to: $0) },
    Fault("a context error with status 200", .truncatedInput) {
      .error(200, "context length exceeded", to: $0)
    },
    Fault("nothing at all", .transport) { _ in FakeReply(steps: []) },
    Fault("a reset in the middle", .transport) { request in
      var reply = FakeAnswer("{\"findings\":[]}", marksEnd: false).reply(to: request)
      reply.steps.append(.reset)
      return reply
    },
    Fault("a hang-up within a chunked body", .transport) { request in
      var reply = FakeAnswer("{\"findings\":[]}", marksEnd: false).reply(to: request)
      reply.steps.append(.hangUp)
      return reply
    },
    Fault("a body shorter than it claims", .transport) { request in
      var reply = FakeAnswer("{}", marksEnd: false).reply(to: request)
      reply.framing = .claiming(100_000)
      return reply
    },
    Fault("NUL bytes for events", .transport, only: [.openai]) { _ in
      FakeReply(framing: .chunked, steps: [.bytes([0, 0, 10, 0, 10])])
    },
    Fault("NUL bytes for lines", .serverError, only: [.ollama]) { _ in
      FakeReply(framing: .chunked, steps: [.bytes([0, 0, 10, 0, 10])])
    },
    events("an event that is not JSON", .serverError, "{\"choices\":"),
    events("ten thousand levels", .serverError, String(repeating: "[", count: 10_000)),
    events("no choices", .serverError, #"{"choices":[]}"#),
    events("an error in the stream", .serverError, #"{"error":{"message":"boom","code":502}}"#, done: false),
    events(
      "a rate limit in the stream", .rateLimited, #"{"error":{"message":"slow","code":429}}"#, done: false),
    events(
      "an error after text", .serverError, #"{"choices":[{"delta":{"content":"{}"}}]}"#,
      #"{"error":{"message":"boom"}}"#, done: false),
    events("finish error", .serverError, #"{"choices":[{"delta":{"content":"{"},"finish_reason":"error"}]}"#),
    events("a content filter", .refused, #"{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"#),
    events(
      "a refusal", .refused,
      #"{"choices":[{"delta":{"refusal":"I will not."},"finish_reason":"stop"}]}"#),
    events(
      "a tool call", .malformed, #"{"choices":[{"delta":{"tool_calls":[]},"finish_reason":"tool_calls"}]}"#),
    Fault("a whole JSON text that is none", .serverError, only: [.openai]) { _ in .json("{\"choices\":[") },
    lines("a line that is not JSON", .serverError, "<html>"),
    lines("an error in the stream", .serverError, #"{"message":{"content":"{"}}"#, #"{"error":"boom"}"#),
    lines("done without a message", .serverError, #"{"done":true,"done_reason":"stop"}"#),
    lines(
      "a model that was only loaded", .serverError,
      #"{"message":{"content":""},"done":true,"done_reason":"load"}"#),
  ]
}

@Suite struct `A fault` {
  @Test(arguments: Fault.statuses)
  func `in the status has its ending`(fault: Fault) async throws { try await check(fault) }

  @Test(arguments: Fault.streams)
  func `in the stream has its ending`(fault: Fault) async throws { try await check(fault) }

  private func check(_ fault: Fault) async throws {
    for kind in fault.kinds {
      let node = try FakeNode(script: { fault.reply($0) })
      let reply = try await Bench(kind, node.url).ask()
      #expect(reply.ending == fault.ending, "\(kind): \(reply.detail ?? "no detail")")
      let detail = try #require(reply.detail, "\(kind)")
      #expect(!detail.isEmpty && !detail.contains("\n") && detail.utf8.count < 600)
      await node.stop()
    }
  }

  @Test(arguments: [FakeWire.Behaviour.resetAtOnce, .resetAfterRequest, .hangUpAfterRequest])
  func `of the wire is transport`(behaviour: FakeWire.Behaviour) async throws {
    let wire = try FakeWire(behaviour)
    for kind in [NodeSpec.Kind.openai, .ollama] {
      #expect(try await Bench(kind, wire.url).ask().ending == .transport)
    }
  }

  @Test func `of a node that is not there is transport`() async throws {
    for kind in [NodeSpec.Kind.openai, .ollama] {
      let reply = try await Bench(kind, try FakeWire.deadURL()).ask()
      #expect(reply.ending == .transport)
      #expect(reply.detail?.hasPrefix("cannot connect to 127.0.0.1") == true)
    }
  }

  @Test(arguments: [
    (["Retry-After": "7"], Duration.seconds(7)), (["Retry-After": "0.5"], .milliseconds(500)),
    (["retry-after-ms": "1250", "Retry-After": "9"], .milliseconds(1250)),
    (["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"], .zero),
    (["Retry-After": "999999999"], .seconds(86_400)),
    (["Retry-After": "soon"], nil), (["Retry-After": "-1"], nil), ([:], nil),
  ])
  func `of too many requests says how long to wait`(headers: [String: String], wait: Duration?) async throws {
    let node = try FakeNode(script: { .error(429, "slow", headers: headers, to: $0) })
    for kind in [NodeSpec.Kind.openai, .ollama] {
      let reply = try await Bench(kind, node.url).ask()
      #expect(reply.ending == .rateLimited)
      #expect(reply.retryAfter == wait)
    }
  }

  @Test func `keeps what the model wrote before it`() async throws {
    let node = try FakeNode(script: { FakeAnswer("{\"findings\":[", marksEnd: false).reply(to: $0) })
    #expect(try await Bench(.openai, node.url).ask().text == "{\"findings\":[")
  }

  @Test func `after the end marker does not cost the answer`() async throws {
    let node = try FakeNode(script: { request in
      var reply = FakeAnswer("{}").reply(to: request)
      reply.steps.append(.reset)
      return reply
    })
    for kind in [NodeSpec.Kind.openai, .ollama] {
      #expect(try await Bench(kind, node.url).ask().ending == .answered)
    }
  }
}
