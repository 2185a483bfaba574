/// What the model is told and how prompts are cut.
package struct ReviewRules: Sendable, Hashable, Codable {
  /// Paths in the repository, read from the base side.
  package var instructions: [String]
  package var categories: [Category]
  package var maxPromptTokens: Int

  package init(
    instructions: [String] = ["REVIEW.md"], categories: [Category] = Category.allCases,
    maxPromptTokens: Int = 3000
  ) {
    self.instructions = instructions
    self.categories = categories
    self.maxPromptTokens = maxPromptTokens
  }
}
