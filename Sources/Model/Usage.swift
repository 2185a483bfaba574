/// What a node says a request consumed. Absent figures are nil, never zero.
package struct Usage: Sendable, Hashable, Codable {
  /// All tokens of the prompt, cached ones included.
  package var promptTokens: Int?
  /// Prompt tokens that the node took from its cache.
  package var cachedTokens: Int?
  /// Prompt tokens that the node really evaluated (`timings.prompt_n`; Ollama: prompt minus cached).
  package var evaluatedTokens: Int?
  package var completionTokens: Int?
  package var promptMilliseconds: Double?
  package var completionMilliseconds: Double?
  /// What the provider says it charged.
  package var reportedCost: Money?

  package init(
    promptTokens: Int? = nil, cachedTokens: Int? = nil, evaluatedTokens: Int? = nil,
    completionTokens: Int? = nil, promptMilliseconds: Double? = nil, completionMilliseconds: Double? = nil,
    reportedCost: Money? = nil
  ) {
    self.promptTokens = promptTokens
    self.cachedTokens = cachedTokens
    self.evaluatedTokens = evaluatedTokens
    self.completionTokens = completionTokens
    self.promptMilliseconds = promptMilliseconds
    self.completionMilliseconds = completionMilliseconds
    self.reportedCost = reportedCost
  }
}
