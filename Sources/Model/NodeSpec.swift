/// One endpoint with one model.
package struct NodeSpec: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case openai, ollama, openrouter, anthropic
  }

  package var name: String
  package var tier: Tier
  package var kind: Kind
  /// Base address without the protocol's own path; environment variables are already put in.
  package var url: String
  package var model: String
  /// `env:NAME` or `file:PATH`; the secret itself is never here.
  package var key: String?
  /// Tokens of one request, prompt and answer together; nil: as probed.
  package var context: Int?
  package var concurrency: Int
  package var requestsPerMinute: Int?
  package var tokensPerMinute: Int?
  /// Share of the load among nodes of a tier, relative to the others.
  package var weight: Int
  package var temperature: Double

  package init(
    name: String, tier: Tier, kind: Kind, url: String, model: String, key: String? = nil, context: Int? = nil,
    concurrency: Int = 1, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, weight: Int = 1,
    temperature: Double = 0
  ) {
    self.name = name
    self.tier = tier
    self.kind = kind
    self.url = url
    self.model = model
    self.key = key
    self.context = context
    self.concurrency = concurrency
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
    self.weight = weight
    self.temperature = temperature
  }
}
