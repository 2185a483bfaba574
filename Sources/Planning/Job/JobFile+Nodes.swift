import Model

extension JobFile {
  private static let nodeKeys = [
    "tier", "kind", "url", "model", "key", "context", "concurrency", "requestsPerMinute", "tokensPerMinute",
    "weight", "temperature",
  ]

  /// Nodes in the order of the file.
  static func nodes(_ value: JobValue) throws(JobFileError) -> [NodeSpec] {
    var nodes: [NodeSpec] = []
    for (name, entry, mark) in try value.pairs() {
      guard !name.isEmpty, !name.utf8.contains(where: { $0 <= 32 || $0 == 127 }) else {
        throw value.document.error(at: mark, "a node's name must be a word without spaces")
      }
      nodes.append(try node(entry, name: name))
    }
    guard !nodes.isEmpty else {
      throw value.fail("`nodes` is empty; a job needs at least one, see `sluice init`")
    }
    return nodes
  }

  private static func node(_ value: JobValue, name: String) throws(JobFileError) -> NodeSpec {
    let section = try JobSection(value, known: nodeKeys)
    let kind = try section.required("kind", "ollama").choice(of: NodeSpec.Kind.self)
    let tier = try section.required("tier", "local").choice(of: Tier.self)
    let key = try section["key"].map(keyReference)
    let url = try url(section, kind: kind, tier: tier, hasKey: key != nil)
    return NodeSpec(
      name: name, tier: tier, kind: kind, url: url,
      model: try section.required("model", "\"\(defaultModel)\"").text(),
      key: key,
      context: try section["context"]?.integer(512...100_000_000),
      concurrency: try section["concurrency"]?.integer(1...1024) ?? 1,
      requestsPerMinute: try section["requestsPerMinute"]?.integer(1...10_000_000),
      tokensPerMinute: try section["tokensPerMinute"]?.integer(1...1_000_000_000_000),
      weight: try section["weight"]?.integer(1...1000) ?? 1,
      temperature: try section["temperature"]?.number(0...2) ?? 0)
  }

  private static func url(
    _ section: JobSection, kind: NodeSpec.Kind, tier: Tier, hasKey: Bool
  ) throws(JobFileError) -> String {
    let (url, place) = try writtenURL(section, kind)
    guard let address = NodeAddress(url) else {
      throw place.fail(
        "\(place.name) must be http://HOST… or https://HOST… without a user name; keys belong in `key: env:NAME`"
      )
    }
    if tier == .local, address.isPublicService {
      throw place.fail(
        "\(address.host) is outside the building, so this node cannot be `tier: local`; write `tier: cloud`")
    }
    if tier == .cloud, !hasKey, !address.isLoopback {
      throw section.value.fail("a cloud node needs a key\(section.value.place); write `key: env:NAME`")
    }
    return url
  }

  private static func writtenURL(
    _ section: JobSection, _ kind: NodeSpec.Kind
  ) throws(JobFileError) -> (String, JobValue) {
    if let value = section["url"] { return (NodeAddress.trimmed(try value.text()), value) }
    switch kind {
    case .ollama: return ("http://127.0.0.1:11434", section.value)
    case .openrouter: return ("https://openrouter.ai/api", section.value)
    case .anthropic: return ("https://api.anthropic.com", section.value)
    case .openai: return (try section.required("url", "\"http://127.0.0.1:8080\"").text(), section.value)
    }
  }

  /// Only the name of a secret may stand in a job; the error never repeats what was written.
  private static func keyReference(_ value: JobValue) throws(JobFileError) -> String {
    let text = try value.written()
    if text.hasPrefix("env:"), JobValue.isVariableName(String(text.dropFirst(4))) { return text }
    if text.hasPrefix("file:"), text.utf8.count > 5 { return try value.expanded(text) }
    throw value.fail(
      "\(value.name) must name a secret as `env:NAME` or `file:PATH`; "
        + "a secret itself is never written in a job (if one was, replace it now)")
  }
}
