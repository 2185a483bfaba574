/// What the job's rules need to know of a node's URL. The network never sees this type.
struct NodeAddress {
  let host: String

  /// Nil when the text is not `http(s)://host…` without a user name.
  init?(_ url: String) {
    let lower = url.lowercased()
    let rest: Substring
    if lower.hasPrefix("http://") {
      rest = url.dropFirst("http://".count)
    } else if lower.hasPrefix("https://") {
      rest = url.dropFirst("https://".count)
    } else {
      return nil
    }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.isEmpty, !authority.contains("@"), !authority.contains(" ") else { return nil }
    if authority.hasPrefix("[") {
      host = String(authority.dropFirst().prefix { $0 != "]" }).lowercased()
    } else {
      host = String(authority.prefix { $0 != ":" }).lowercased()
    }
    guard !host.isEmpty else { return nil }
  }

  /// The machine itself: the only cloud nodes that need no key are stand-ins there.
  var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// Hosts that are known to stand outside every building.
  var isPublicService: Bool {
    let services = [
      "openrouter.ai", "anthropic.com", "openai.com", "ollama.com", "googleapis.com", "mistral.ai",
      "deepseek.com",
      "groq.com", "together.xyz", "fireworks.ai", "azure.com",
    ]
    return services.contains { host == $0 || host.hasSuffix("." + $0) }
  }

  static func trimmed(_ url: String) -> String {
    var url = url[...]
    while url.hasSuffix("/") { url = url.dropLast() }
    return String(url)
  }
}
