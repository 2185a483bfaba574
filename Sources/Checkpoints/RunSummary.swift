package import Model

/// A run as a list of runs shows it.
package struct RunSummary: Sendable, Hashable {
  package var id: String
  /// The job's name.
  package var job: String
  package var ranges: [ReviewRange]
  package var state: RunState
  /// False when the run was killed before all its units were written down.
  package var isPlanned: Bool
  /// Milliseconds since the Unix epoch.
  package var startedAt: Int64
  package var endedAt: Int64?
  package var exitCode: Int?
  /// Units by state; states without units are absent.
  package var counts: [UnitState: Int]
  /// What was paid and what is still set aside.
  package var spent: Money
  package var planDigest: Digest

  package init(
    id: String, job: String, ranges: [ReviewRange], state: RunState, isPlanned: Bool, startedAt: Int64,
    endedAt: Int64?, exitCode: Int?, counts: [UnitState: Int], spent: Money, planDigest: Digest
  ) {
    self.id = id
    self.job = job
    self.ranges = ranges
    self.state = state
    self.isPlanned = isPlanned
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.exitCode = exitCode
    self.counts = counts
    self.spent = spent
    self.planDigest = planDigest
  }
}
