import Curl
package import Model

extension OllamaChat {
  /// What a model gets when neither the job nor the node says more: room for a prompt of 3,000 tokens and an
  /// answer, and still small for a laptop.
  private static let modestContext = 8192

  package func probe(timeout: Duration) async -> NodeProbe {
    async let version = endpoint.ask("/api/version", timeout: timeout)
    async let tags = endpoint.ask("/api/tags", timeout: timeout)
    async let show = endpoint.ask("/api/show", body: showBody, timeout: timeout)
    async let running = endpoint.ask("/api/ps", timeout: timeout)
    let probe = judge(
      version: await version, tags: await tags, show: await show.json, running: await running.json)
    return probe
  }

  private var showBody: [UInt8] {
    var writer = JSONWriter()
    writer.object { $0.string("model", spec.model) }
    return writer.bytes
  }

  private func judge(version: Fact, tags: Fact, show: JSONValue?, running: JSONValue?) -> NodeProbe {
    let entry = entry(in: tags.json)
    let digest = entry?["digest"]?.string.map { Text.clean($0, limit: 80, keepsLines: false) }
    var probe = NodeProbe(health: .ready, identity: ModelIdentity(model: spec.model, version: digest))
    probe.software = version.json?["version"]?.string.map {
      "ollama \(Text.clean($0, limit: 40, keepsLines: false))"
    }
    let (tokens, warning) = context(show, running)
    probe.contextTokens = tokens
    probe.warnings += warning.map { [$0] } ?? []
    probe.isRemote = isCloudName || [entry, show].contains { Self.isRemote($0) }
    if probe.isRemote {
      probe.warnings.append("\(spec.name) forwards \(spec.model) to a host outside the building")
    }
    probe.health = health(tags, entry)
    let thinks = show?["capabilities"]?.array?.contains(.string("thinking")) ?? false
    let isRemote = probe.isRemote
    habits.change { habits in
      habits.contextTokens = tokens
      habits.thinks = thinks
      habits.isRemote = isRemote
    }
    return probe
  }

  private func health(_ tags: Fact, _ entry: JSONValue?) -> NodeProbe.Health {
    if let trouble = endpoint.trouble(tags) { return .down(trouble) }
    guard entry == nil else { return .ready }
    return .down("\(endpoint.host) has no model \(spec.model); pull it with: ollama pull \(spec.model)")
  }

  /// The tag `latest` may be left out.
  private func entry(in list: JSONValue?) -> JSONValue? {
    list?["models"]?.array?.first { model in
      let name = model["name"]?.string ?? model["model"]?.string
      return name == spec.model || name == spec.model + ":latest"
    }
  }

  private static func isRemote(_ json: JSONValue?) -> Bool {
    ["remote_host", "remote_model"].contains { json?[$0]?.string?.isEmpty == false }
  }

  /// The window is ours to set with every request, up to what the model was trained for.
  private func context(_ show: JSONValue?, _ running: JSONValue?) -> (Int?, String?) {
    let trained = Self.trainedContext(show?["model_info"])
    if spec.context != nil { return ContextWindow.settle(reported: trained, spec: spec) }
    // A window that is loaded already costs no reloading.
    if let loaded = entry(in: running)?["context_length"]?.int, loaded > 0 {
      return (min(loaded, trained ?? loaded), nil)
    }
    return (min(trained ?? Self.modestContext, Self.modestContext), nil)
  }

  private static func trainedContext(_ info: JSONValue?) -> Int? {
    guard case .object(let members)? = info else { return nil }
    return members.first { $0.name.hasSuffix(".context_length") }?.value.int
  }
}
