/// Where a node stands: in the building or outside it.
package enum Tier: String, Sendable, Hashable, Codable, CaseIterable {
  case local
  case cloud
}

/// Which tiers a run may use.
package enum RoutingMode: String, Sendable, Hashable, Codable, CaseIterable {
  case local
  case cloud
  case auto
}
