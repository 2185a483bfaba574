/// Who gave an answer.
package struct AnsweredBy: Sendable, Hashable {
  package var node: String
  package var tier: Tier
  package var identity: ModelIdentity
  /// The run that asked; another than the one at hand when the answer was inherited.
  package var run: String

  package init(node: String, tier: Tier, identity: ModelIdentity, run: String) {
    self.node = node
    self.tier = tier
    self.identity = identity
    self.run = run
  }
}
