import Model

/// Who answers: a node with a model. There are few, and many rows name one.
struct Maker: Hashable {
  var node: String
  var tier: Tier
  var identity: ModelIdentity

  init(node: String, tier: Tier, identity: ModelIdentity) {
    self.node = node
    self.tier = tier
    self.identity = identity
  }

  init(_ attempt: Attempt) {
    self.init(
      node: attempt.node.storable, tier: attempt.tier,
      identity: ModelIdentity(
        model: attempt.identity.model.storable, version: attempt.identity.version?.storable))
  }
}
