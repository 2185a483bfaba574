/// Where one run stands, in a few numbers: what `status` shows.
package struct RunStatus: Sendable, Hashable {
  package var id: String
  /// The job's name.
  package var job: String
  /// Full commit ids of the first range.
  package var base: String
  package var head: String
  package var state: RunState
  /// Milliseconds since the Unix epoch.
  package var startedAt: Int64
  package var endedAt: Int64?
  package var exitCode: Int?
  /// Units by state; a state without units may be missing.
  package var counts: [UnitState: Int]
  package var spent: Money

  package init(
    id: String, job: String, base: String, head: String, state: RunState, startedAt: Int64, endedAt: Int64?,
    exitCode: Int?, counts: [UnitState: Int], spent: Money
  ) {
    self.id = id
    self.job = job
    self.base = base
    self.head = head
    self.state = state
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.exitCode = exitCode
    self.counts = counts
    self.spent = spent
  }
}
