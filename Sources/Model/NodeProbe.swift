/// Which weights answered: part of an answer's key, so that new weights mean new answers.
package struct ModelIdentity: Sendable, Hashable, Codable {
  /// The model's name as the job gives it.
  package var model: String
  /// What the node tells of its weights: Ollama's digest, llama.cpp's model file and build; nil when it tells nothing.
  package var version: String?

  package init(model: String, version: String?) {
    self.model = model
    self.version = version
  }

  /// One line for keys and reports: `model@version`.
  package var text: String { version.map { "\(model)@\($0)" } ?? model }
}

/// What one health probe of a node found.
package struct NodeProbe: Sendable, Hashable {
  package enum Health: Sendable, Hashable {
    case ready
    /// Answers, and says it is still loading.
    case loading
    /// Cannot be used; the sentence says why and what to do.
    case down(String)
  }

  package var health: Health
  package var identity: ModelIdentity
  /// Tokens one request may use, prompt and answer together, as the node reports or the job sets it.
  package var contextTokens: Int?
  /// Requests the node serves at once, where it tells.
  package var slots: Int?
  /// True when the node forwards to a host outside the building (Ollama `remote_host`).
  package var isRemote: Bool
  /// `llama.cpp`, `ollama 0.30.1`, … where the node tells.
  package var software: String?
  /// Facts worth a warning, one sentence each.
  package var warnings: [String]

  package init(
    health: Health, identity: ModelIdentity, contextTokens: Int? = nil, slots: Int? = nil,
    isRemote: Bool = false, software: String? = nil, warnings: [String] = []
  ) {
    self.health = health
    self.identity = identity
    self.contextTokens = contextTokens
    self.slots = slots
    self.isRemote = isRemote
    self.software = software
    self.warnings = warnings
  }
}
