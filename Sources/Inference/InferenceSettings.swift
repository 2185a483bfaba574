package import Model

/// How a node is asked.
package struct InferenceSettings: Sendable, Hashable {
  /// Tokens of one answer.
  package var maxOutputTokens: Int
  package var temperature: Double
  /// Tokens of one request, prompt and answer together; nil: as the node's probe found.
  package var contextTokens: Int?
  /// The one file that the prompt is about, so that a schema can hold findings to it; nil: not told.
  package var file: String?
  /// What findings may be about.
  package var categories: [Category]
  package var limits: Limits
  /// Tokens that the node counts per estimated token, learnt from its replies; 1 before the first.
  package var estimateFactor: Double

  package init(
    maxOutputTokens: Int = 1024, temperature: Double = 0, contextTokens: Int? = nil,
    file: String? = nil, categories: [Category] = Category.allCases, limits: Limits = Limits(),
    estimateFactor: Double = 1
  ) {
    self.maxOutputTokens = maxOutputTokens
    self.temperature = temperature
    self.contextTokens = contextTokens
    self.file = file
    self.categories = categories
    self.limits = limits
    self.estimateFactor = estimateFactor
  }
}
