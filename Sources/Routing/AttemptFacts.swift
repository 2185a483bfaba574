package import Model

/// What routing needs to know of an attempt that is over.
package struct AttemptFacts: Sendable, Hashable {
  package var node: String
  package var tier: Tier
  package var reason: DispatchReason
  package var ending: Ending
  /// How long the node asked to be left alone.
  package var retryAfter: Duration?
  /// Findings that are tied to the code, notes on the file included.
  package var usableFindings: Int
  /// The node was failing everybody at that time, so the attempt does not count against the unit's retries.
  package var duringOutage: Bool

  package init(
    node: String, tier: Tier, reason: DispatchReason, ending: Ending, retryAfter: Duration? = nil,
    usableFindings: Int = 0, duringOutage: Bool = false
  ) {
    self.node = node
    self.tier = tier
    self.reason = reason
    self.ending = ending
    self.retryAfter = retryAfter
    self.usableFindings = usableFindings
    self.duringOutage = duringOutage
  }
}

/// What routing needs to know of a unit.
package struct UnitFacts: Sendable, Hashable {
  package var sensitivity: Sensitivity
  package var signals: [Signal]
  /// Calibrated tokens of the whole request.
  package var promptTokens: Int

  package init(sensitivity: Sensitivity, signals: [Signal], promptTokens: Int) {
    self.sensitivity = sensitivity
    self.signals = signals
    self.promptTokens = promptTokens
  }
}

/// Where a node stands at this moment.
package struct NodeStanding: Sendable, Hashable {
  package enum Health: Sendable, Hashable {
    case usable
    /// Left out for a while after failures.
    case coolingDown(until: Instant)
    /// Will not be asked again in this run.
    case stopped(reason: String)
  }

  package var name: String
  package var tier: Tier
  package var health: Health
  /// Tokens of one request, prompt and answer together; nil when nobody knows.
  package var contextTokens: Int?
  /// Requests in flight relative to the node's share of the load: lower is freer.
  package var load: Double

  package init(name: String, tier: Tier, health: Health, contextTokens: Int?, load: Double) {
    self.name = name
    self.tier = tier
    self.health = health
    self.contextTokens = contextTokens
    self.load = load
  }
}
