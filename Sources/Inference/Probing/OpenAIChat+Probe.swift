import Curl
package import Model

extension OpenAIChat {
  package func probe(timeout: Duration) async -> NodeProbe {
    // A router is asked for its models only; the other questions are llama.cpp's.
    let asksAll = spec.kind == .openai
    async let health = asksAll ? endpoint.ask("/health", timeout: timeout) : nil
    async let props = asksAll ? endpoint.ask("/props", timeout: timeout) : nil
    async let models = endpoint.ask("/v1/models", timeout: timeout)
    let probe = judge(health: await health, props: await props?.json, models: await models)
    habits.change { $0.contextTokens = probe.contextTokens }
    return probe
  }

  private func judge(health: Fact?, props: JSONValue?, models: Fact) -> NodeProbe {
    var probe = NodeProbe(health: .ready, identity: ModelIdentity(model: spec.model, version: nil))
    let offered = models.json.flatMap(Self.models)
    let listed = offered?.first { $0["id"]?.string == spec.model }
    let llama = props.flatMap(LlamaFacts.init)
    habits.change { $0.isLlama = llama != nil }
    if let llama {
      probe.identity.version = llama.version
      probe.software = llama.software
      probe.slots = llama.slots
    }
    let reported = llama?.contextTokens ?? listed.flatMap(Self.contextTokens)
    let window = ContextWindow.settle(reported: reported, spec: spec)
    probe.contextTokens = window.tokens
    probe.warnings += window.warning.map { [$0] } ?? []
    probe.health = verdict(health, models, isListed: listed != nil, offered: offered, isLlama: llama != nil)
    if llama != nil, offered != nil, listed == nil {
      probe.warnings.append("\(spec.name) serves its one model under another name than \(spec.model)")
    }
    return probe
  }

  private func verdict(
    _ health: Fact?, _ models: Fact, isListed: Bool, offered: [JSONValue]?, isLlama: Bool
  ) -> NodeProbe.Health {
    if health?.status == 503 || models.status == 503 { return .loading }
    if let failure = models.failure { return .down(endpoint.withoutKey(failure.description)) }
    if let status = models.status,
      [401, 402, 403, 429, 500, 502, 504].contains(status) || (300..<400) ~= status
    {
      return .down(endpoint.trouble(models) ?? "\(endpoint.host) answers with status \(status)")
    }
    // A server without a list of models may still serve one; the first request will tell.
    guard let offered, !isListed, !isLlama else { return .ready }
    let names = offered.compactMap { $0["id"]?.string }.prefix(3).joined(separator: ", ")
    let known = Text.clean(names.isEmpty ? "none" : names, limit: 120, keepsLines: false)
    return .down("\(endpoint.host) has no model \(spec.model) (it offers \(known)); check the node's model")
  }

  private static func models(_ json: JSONValue) -> [JSONValue]? {
    json["data"]?.array ?? json["models"]?.array
  }

  /// vLLM's and OpenRouter's names for it.
  private static func contextTokens(_ model: JSONValue) -> Int? {
    model["max_model_len"]?.int ?? model["context_length"]?.int
  }

  /// llama.cpp answers `/slots?fail_on_no_slot=1` with 503 as long as all its slots are busy.
  package func waitUntilFree(timeout: Duration) async {
    guard habits.now.isLlama else { return }
    let end = ContinuousClock.now + timeout
    while !Task.isCancelled, ContinuousClock.now < end {
      let fact = await endpoint.ask("/slots?fail_on_no_slot=1", timeout: min(timeout, .seconds(5)))
      guard fact.status == 503 || Self.isBusy(fact.json) else { return }
      try? await Task.sleep(for: .milliseconds(200))
    }
  }

  /// Some builds answer 200 and leave it to the reader to count.
  private static func isBusy(_ slots: JSONValue?) -> Bool {
    guard let slots = slots?.array, !slots.isEmpty else { return false }
    return slots.allSatisfy { $0["is_processing"] == .bool(true) }
  }
}

/// What llama.cpp tells about itself at `/props`.
private struct LlamaFacts {
  let contextTokens: Int?
  let slots: Int?
  let version: String?
  let software: String

  init?(_ json: JSONValue) {
    guard let settings = json["default_generation_settings"], settings.isObject else { return nil }
    contextTokens = settings["n_ctx"]?.int
    slots = json["total_slots"]?.int
    let build = json["build_info"]?.string.map { Text.clean($0, limit: 60, keepsLines: false) }
    // The directory says something about a person's disk and nothing about the weights.
    let file = json["model_path"]?.string?.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last
    let name = file.map { Text.clean(String($0), limit: 120, keepsLines: false) }
    let parts = [name, build].compactMap { $0 }
    version = parts.isEmpty ? nil : parts.joined(separator: " ")
    software = build.map { "llama.cpp \($0)" } ?? "llama.cpp"
  }
}
