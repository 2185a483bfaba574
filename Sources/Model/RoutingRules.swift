/// Which tier gets what.
package struct RoutingRules: Sendable, Hashable, Codable {
  package enum WhenLocalIsDown: String, Sendable, Hashable, Codable, CaseIterable {
    case `defer`, escalate
  }

  package enum CloudScope: String, Sendable, Hashable, Codable, CaseIterable {
    /// Any unit that no rule restricts.
    case open
    /// Only paths that `allow` names.
    case allowListedPathsOnly = "allow-listed-paths-only"
  }

  package var mode: RoutingMode
  /// Globs of restricted paths.
  package var sensitive: [String]
  package var cloud: CloudScope
  package var allow: [String]
  package var escalateBefore: [Signal]
  package var escalateAfter: [Signal]
  package var whenLocalIsDown: WhenLocalIsDown

  package init(
    mode: RoutingMode = .auto, sensitive: [String] = [], cloud: CloudScope = .open, allow: [String] = [],
    escalateBefore: [Signal] = [.riskPath, .tooLarge],
    escalateAfter: [Signal] = [.malformed, .truncated, .refused, .unanchored, .highSeverity],
    whenLocalIsDown: WhenLocalIsDown = .defer
  ) {
    self.mode = mode
    self.sensitive = sensitive
    self.cloud = cloud
    self.allow = allow
    self.escalateBefore = escalateBefore
    self.escalateAfter = escalateAfter
    self.whenLocalIsDown = whenLocalIsDown
  }
}
