/// Where a unit stands in a run.
package enum UnitState: String, Sendable, Hashable, Codable, CaseIterable {
  case planned, answered, failed, deferred
  case needsHuman = "needs-human"
}
