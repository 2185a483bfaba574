package import Model

extension JobFile {
  /// The model that the built-in job asks for when `SLUICE_MODEL` names none.
  package static let defaultModel = "qwen2.5-coder:7b"

  /// The job without a job file: mode auto and one local node, found in this order: `OLLAMA_HOST` (Ollama),
  /// `SLUICE_NODE_URL` (any OpenAI-compatible server), Ollama at 127.0.0.1:11434.
  package static func builtIn(environment: [String: String]) -> Job {
    let model = named("SLUICE_MODEL", environment) ?? defaultModel
    let (kind, url) = address(environment)
    let node = NodeSpec(name: "local", tier: .local, kind: kind, url: url, model: model, concurrency: 4)
    return Job(name: "built-in", sources: [Source()], nodes: [node])
  }

  private static func address(_ environment: [String: String]) -> (NodeSpec.Kind, String) {
    if let host = named("OLLAMA_HOST", environment) { return (.ollama, ollamaURL(host)) }
    if let url = named("SLUICE_NODE_URL", environment) { return (.openai, NodeAddress.trimmed(url)) }
    return (.ollama, "http://127.0.0.1:11434")
  }

  private static func named(_ name: String, _ environment: [String: String]) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Ollama accepts `host`, `host:port`, `:port` and a whole address, and listens at 0.0.0.0 when told so.
  static func ollamaURL(_ host: String) -> String {
    let parts = host.split(separator: "://", maxSplits: 1).map(String.init)
    let scheme = host.contains("://") ? parts[0] : "http"
    var rest = NodeAddress.trimmed(parts.last ?? "")
    if rest.hasPrefix(":") { rest = "127.0.0.1" + rest }
    if rest.hasPrefix("0.0.0.0") { rest = "127.0.0.1" + rest.dropFirst("0.0.0.0".count) }
    let hasPort = rest.split(separator: "]").last?.contains(":") == true
    if host.contains("://"), !hasPort { return "\(scheme)://\(rest)" + (scheme == "https" ? "" : ":11434") }
    return "\(scheme)://\(rest)" + (hasPort ? "" : ":11434")
  }
}
