package import Curl
package import Model

/// The OpenAI chat protocol, as llama.cpp, vLLM, LM Studio, OpenRouter and OpenAI itself speak it.
package struct OpenAIChat: Provider {
  let spec: NodeSpec
  let endpoint: Endpoint
  let habits: HabitBook

  package init(spec: NodeSpec, credential: Credential?, loop: TransferLoop, version: String) {
    self.spec = spec
    endpoint = Endpoint(spec: spec, credential: credential, loop: loop)
    var habits = Habits()
    if endpoint.host.hasSuffix("api.openai.com") {
      habits.usesNewTokenField = true
      habits.shape = .plainSchema
    }
    self.habits = HabitBook(habits)
  }

  package func send(_ chat: ChatRequest) async -> ModelReply {
    if let context = chat.settings.contextTokens ?? habits.now.contextTokens,
      let why = chat.overflow(of: context)
    {
      return .unsent(.truncatedInput, why)
    }
    // Each round teaches one thing; there are not more than eight to learn.
    for _ in 0..<8 {
      let before = habits.now
      let exchange = await Exchange<OpenAIStream>.run(
        "/v1/chat/completions", body: body(of: chat, before), limits: chat.settings.limits, on: endpoint)
      if [400, 422].contains(exchange.status), exchange.verdict.ending == .rejected,
        let refusal = exchange.refusal,
        habits.learn(from: refusal, before: before)
      {
        continue
      }
      return judged(exchange, chat)
    }
    return .unsent(.rejected, "\(endpoint.host) refuses every form of the request")
  }

  private func judged(_ exchange: Exchange<OpenAIStream>, _ chat: ChatRequest) -> ModelReply {
    var exchange = exchange
    if !exchange.verdict.ending.isInfrastructure,
      let shortfall = Verdict.shortfall(exchange.transcript.usage, of: chat, halves: nil)
    {
      exchange.verdict = shortfall
    }
    return exchange.reply(endpoint)
  }

  private func body(of chat: ChatRequest, _ habits: Habits) -> [UInt8] {
    var writer = JSONWriter(capacity: 16 << 10)
    writer.object { json in
      json.string("model", spec.model)
      json.array("messages") { list in
        for message in chat.messages { list.message(message) }
      }
      json.bool("stream", true)
      if habits.tellsUsage { json.raw("stream_options", #"{"include_usage":true}"#) }
      if habits.takesTemperature { json.double("temperature", chat.settings.temperature) }
      let field = habits.usesNewTokenField ? "max_completion_tokens" : "max_tokens"
      json.int(field, chat.settings.maxOutputTokens)
      shape(chat.settings, habits.shape, &json)
      if habits.isLlama {
        // Progress proves life during long prompts, and makes the node notice a client that has left.
        json.bool("return_progress", true)
        json.bool("cache_prompt", true)
      }
      if spec.kind == .openrouter { json.raw("provider", Self.discretion) }
    }
    return writer.bytes
  }

  /// No retention, no training, and no host that would silently leave the schema out.
  private static let discretion = #"{"zdr":true,"data_collection":"deny","require_parameters":true}"#

  private func shape(_ settings: InferenceSettings, _ shape: Habits.Shape, _ json: inout JSONWriter) {
    switch shape {
    case .boundedSchema, .plainSchema:
      let schema = AnswerSchema.text(settings, isBounded: shape == .boundedSchema)
      json.raw(
        "response_format",
        #"{"type":"json_schema","json_schema":{"name":"review","strict":true,"schema":\#(schema)}}"#)
    case .anyJSON: json.raw("response_format", #"{"type":"json_object"}"#)
    case .wordsOnly: break
    }
  }
}

extension JSONWriter {
  mutating func message(_ message: ChatRequest.Message) {
    object { json in
      json.string("role", message.role.rawValue)
      json.string("content", message.content)
    }
  }
}
