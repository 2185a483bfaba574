import Model

/// Reads the reply of `/chat/completions`: server-sent events, or one JSON text from servers that do not stream.
struct OpenAIStream: ChatStream {
  private(set) var transcript = Transcript()
  private var events = EventStream()
  /// Nil until the first byte tells which of the two it is.
  private var isPlain: Bool?
  private var plain: [UInt8] = []

  mutating func take(_ bytes: Span<UInt8>) {
    if isPlain == nil { decide(bytes) }
    if isPlain == true {
      for index in bytes.indices { plain.append(bytes[index]) }
      return
    }
    var arrived: [EventStream.Event] = []
    events.feed(bytes) { arrived.append($0) }
    for event in arrived { take(event) }
    if events.isOverlong { transcript.breach = "sends an event without end" }
  }

  mutating func finish() {
    if isPlain == true { return finishPlain() }
    var arrived: [EventStream.Event] = []
    events.finish { arrived.append($0) }
    for event in arrived { take(event) }
  }

  private mutating func decide(_ bytes: Span<UInt8>) {
    for index in bytes.indices where bytes[index] > 32 {
      isPlain = bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "[")
      return
    }
  }

  private mutating func finishPlain() {
    guard let json = try? JSONReader.read(plain) else {
      transcript.breach = "sends neither events nor JSON"
      return
    }
    take(json)
    transcript.isEnded = transcript.error == nil
  }

  private mutating func take(_ event: EventStream.Event) {
    guard case .data(let data) = event, !transcript.isFinal else { return }
    if data == Self.done {
      transcript.isEnded = true
      return
    }
    guard let json = try? JSONReader.read(data) else {
      transcript.breach = "sends an event that is not JSON"
      return
    }
    take(json)
  }

  private static let done = Array("[DONE]".utf8)

  private mutating func take(_ json: JSONValue) {
    if let error = NodeError(json) {
      transcript.error = error
      return
    }
    if let model = json["model"]?.string { transcript.model = model }
    if json["prompt_progress"]?.isObject == true { transcript.sawLife = true }
    if let choice = json["choices"]?.array?.first { takeChoice(choice) }
    if let usage = json["usage"], usage.isObject { takeUsage(usage) }
    if let timings = json["timings"], timings.isObject { takeTimings(timings) }
  }

  private mutating func takeChoice(_ choice: JSONValue) {
    transcript.sawMessage = true
    if let message = choice["delta"] ?? choice["message"] {
      takeText(message["content"])
      if let refusal = message["refusal"]?.string { transcript.refusal += refusal }
      let thought = message["reasoning_content"]?.string ?? message["reasoning"]?.string ?? ""
      if !thought.isEmpty { sawToken() }
    }
    if let finish = choice["finish_reason"]?.string { transcript.finish = finish }
    if let error = choice["error"], error.isObject { transcript.error = NodeError(choice) }
  }

  /// A text, or a list of parts with texts.
  private mutating func takeText(_ content: JSONValue?) {
    let text =
      content?.string ?? content?.array?.compactMap { $0["text"]?.string }.joined() ?? ""
    guard !text.isEmpty else { return }
    transcript.text += text
    sawToken()
  }

  private mutating func sawToken() {
    transcript.sawToken = true
    transcript.sawLife = true
  }

  private mutating func takeUsage(_ json: JSONValue) {
    transcript.usage.promptTokens = json["prompt_tokens"]?.int ?? transcript.usage.promptTokens
    transcript.usage.completionTokens = json["completion_tokens"]?.int ?? transcript.usage.completionTokens
    if let cached = json["prompt_tokens_details"]?["cached_tokens"]?.int {
      transcript.usage.cachedTokens = cached
      if transcript.usage.evaluatedTokens == nil, let all = transcript.usage.promptTokens {
        transcript.usage.evaluatedTokens = max(0, all - cached)
      }
    }
    if let dollars = json["cost"]?.double, dollars >= 0, dollars < 1_000_000 {
      // Rounded up: a budget must not drift below what was charged.
      transcript.usage.reportedCost = Money(micros: Int64((dollars * 1_000_000).rounded(.up)))
    }
  }

  /// llama.cpp's own figures.
  private mutating func takeTimings(_ json: JSONValue) {
    if let evaluated = json["prompt_n"]?.int {
      transcript.usage.evaluatedTokens = evaluated
      let cached = json["cache_n"]?.int
      if let cached { transcript.usage.cachedTokens = cached }
      if transcript.usage.promptTokens == nil { transcript.usage.promptTokens = evaluated + (cached ?? 0) }
    }
    if transcript.usage.completionTokens == nil {
      transcript.usage.completionTokens = json["predicted_n"]?.int
    }
    transcript.usage.promptMilliseconds = json["prompt_ms"]?.double
    transcript.usage.completionMilliseconds = json["predicted_ms"]?.double
  }
}
