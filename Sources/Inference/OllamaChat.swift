package import Curl
package import Model

/// Ollama's own protocol. Its OpenAI-compatible one cannot set the context window and cuts prompts in silence.
package struct OllamaChat: Provider {
  let spec: NodeSpec
  let endpoint: Endpoint
  let habits: HabitBook

  package init(spec: NodeSpec, credential: Credential?, loop: TransferLoop, version: String) {
    self.spec = spec
    endpoint = Endpoint(spec: spec, credential: credential, loop: loop)
    habits = HabitBook(Habits())
  }

  /// Models that a local daemon forwards to its maker's cloud.
  var isCloudName: Bool { spec.model.hasSuffix("-cloud") || spec.model.hasSuffix(":cloud") }

  package func send(_ chat: ChatRequest) async -> ModelReply {
    if spec.tier == .local, isCloudName || habits.now.isRemote {
      return .unsent(
        .rejected, "not sent: the model \(spec.model) of the local node runs on a host outside the building")
    }
    let context = chat.settings.contextTokens ?? habits.now.contextTokens
    if let context, let why = chat.overflow(of: context) { return .unsent(.truncatedInput, why) }
    // Each round teaches one thing; there are not more than eight to learn.
    for _ in 0..<8 {
      let before = habits.now
      let exchange = await Exchange<OllamaStream>.run(
        "/api/chat", body: body(of: chat, before, context), limits: chat.settings.limits, on: endpoint)
      if exchange.status == 400, exchange.verdict.ending == .rejected, let refusal = exchange.refusal,
        habits.learn(from: refusal, before: before)
      {
        continue
      }
      return judged(exchange, chat, context)
    }
    return .unsent(.rejected, "\(endpoint.host) refuses every form of the request")
  }

  private func judged(_ exchange: Exchange<OllamaStream>, _ chat: ChatRequest, _ context: Int?) -> ModelReply
  {
    var exchange = exchange
    if let host = exchange.transcript.remoteHost, spec.tier == .local {
      habits.change { $0.isRemote = true }
      exchange.verdict = Verdict(
        .rejected, "the local node forwarded the request to \(HTTPRequest.host(of: host)); use another model")
    } else if !exchange.verdict.ending.isInfrastructure,
      let shortfall = Verdict.shortfall(exchange.transcript.usage, of: chat, halves: context)
    {
      exchange.verdict = shortfall
    }
    return exchange.reply(endpoint)
  }

  private func body(of chat: ChatRequest, _ habits: Habits, _ context: Int?) -> [UInt8] {
    var writer = JSONWriter(capacity: 16 << 10)
    writer.object { json in
      json.string("model", spec.model)
      json.array("messages") { list in
        for message in chat.messages { list.message(message) }
      }
      json.bool("stream", true)
      // Without this an oversize prompt is cut to half the window, and the reply is a 200.
      json.bool("truncate", false)
      switch habits.shape {
      case .boundedSchema, .plainSchema:
        json.raw(
          "format", AnswerSchema.text(chat.settings, isBounded: habits.shape == .boundedSchema))
      case .anyJSON: json.string("format", "json")
      case .wordsOnly: break
      }
      if habits.thinks { json.bool("think", false) }
      json.object("options") { options in
        // The same for the whole run: a change makes the node load the model anew.
        if let context { options.int("num_ctx", context) }
        options.int("num_predict", chat.settings.maxOutputTokens)
        options.double("temperature", chat.settings.temperature)
      }
    }
    return writer.bytes
  }
}
