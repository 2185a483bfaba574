/// Where the policy would send a unit first, and what that could cost at most.
package struct PlannedRoute: Sendable, Hashable {
  /// Nil when no node would take the unit.
  package var tier: Tier?
  /// The node's name in the job; nil when none would take the unit or the policy leaves the choice open.
  package var node: String?
  /// One sentence for people.
  package var reason: String
  /// Worst case of the first request.
  package var maxCost: Money

  package init(tier: Tier?, node: String?, reason: String, maxCost: Money) {
    self.tier = tier
    self.node = node
    self.reason = reason
    self.maxCost = maxCost
  }
}
