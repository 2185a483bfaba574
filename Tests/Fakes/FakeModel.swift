/// What a fake node says about itself and its model.
package struct FakeModel: Sendable {
  package enum Dialect: Sendable {
    /// `/health`, `/props`, `/slots` and the OpenAI chat.
    case llamaCpp
    /// A gateway: the OpenAI chat and `/v1/models`, nothing else.
    case openAI
    /// The native Ollama protocol.
    case ollama
  }

  package var dialect: Dialect
  package var name: String
  /// Tokens per slot; nil: not told.
  package var contextTokens: Int?
  package var slots: Int
  package var busySlots: Int
  package var path: String
  package var build: String
  package var digest: String
  package var capabilities: [String]
  package var remoteHost: String?
  /// 503 from `/health`.
  package var isLoading: Bool

  package init(
    _ dialect: Dialect = .llamaCpp, name: String = "fake-model", contextTokens: Int? = 8192, slots: Int = 4,
    busySlots: Int = 0, path: String = "/models/fake-q4.gguf", build: String = "b4242-fa4e",
    digest: String = "5f0ec0de", capabilities: [String] = ["completion"], remoteHost: String? = nil,
    isLoading: Bool = false
  ) {
    self.dialect = dialect
    self.name = name
    self.contextTokens = contextTokens
    self.slots = slots
    self.busySlots = busySlots
    self.path = path
    self.build = build
    self.digest = digest
    self.capabilities = capabilities
    self.remoteHost = remoteHost
    self.isLoading = isLoading
  }

  /// The reply to anything that is not a chat.
  package func facts(for request: FakeRequest) -> FakeReply {
    let path = request.path.split(separator: "?").first.map(String.init) ?? ""
    switch dialect {
    case .llamaCpp: return llamaFacts(path) ?? openAIFacts(path) ?? Self.notFound
    case .openAI: return openAIFacts(path) ?? Self.notFound
    case .ollama: return ollamaFacts(path) ?? Self.notFound
    }
  }

  private static let notFound = FakeReply.json("{\"error\":{\"message\":\"not found\"}}", status: 404)

  private func llamaFacts(_ path: String) -> FakeReply? {
    switch path {
    case "/health":
      return isLoading
        ? .json("{\"error\":{\"code\":503,\"message\":\"Loading model\"}}", status: 503)
        : .json("{\"status\":\"ok\"}")
    case "/props":
      return .json(
        """
        {"default_generation_settings":{"n_ctx":\(contextTokens ?? 0)},"total_slots":\(slots),\
        "model_path":\(JSONText.quoted(self.path)),"build_info":"\(build)"}
        """)
    case "/slots":
      let slots = (0..<slots).map { "{\"id\":\($0),\"is_processing\":\($0 < busySlots)}" }
      return .json("[\(slots.joined(separator: ","))]")
    default: return nil
    }
  }

  private func openAIFacts(_ path: String) -> FakeReply? {
    guard path == "/v1/models" else { return nil }
    let limit = dialect == .openAI ? contextTokens.map { ",\"max_model_len\":\($0)" } ?? "" : ""
    return .json(
      "{\"object\":\"list\",\"data\":[{\"id\":\(JSONText.quoted(name)),\"object\":\"model\"\(limit)}]}")
  }

  private func ollamaFacts(_ path: String) -> FakeReply? {
    let remote = remoteHost.map { ",\"remote_host\":\(JSONText.quoted($0)),\"remote_model\":\"m\"" } ?? ""
    let name = JSONText.quoted(name)
    switch path {
    case "/api/version": return .json("{\"version\":\"0.30.1\"}")
    case "/api/tags":
      return .json("{\"models\":[{\"name\":\(name),\"model\":\(name),\"digest\":\"\(digest)\"\(remote)}]}")
    case "/api/show":
      let capabilities = capabilities.map(JSONText.quoted).joined(separator: ",")
      let context = contextTokens.map { "\"fake.context_length\":\($0)" } ?? ""
      return .json(
        """
        {"details":{"family":"fake"},"model_info":{"general.architecture":"fake"\
        \(context.isEmpty ? "" : ",")\(context)},"capabilities":[\(capabilities)]\(remote)}
        """)
    case "/api/ps": return .json("{\"models\":[]}")
    default: return nil
    }
  }
}
