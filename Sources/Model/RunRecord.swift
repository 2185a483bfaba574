/// Everything a report needs of one run, read from the checkpoint and never from the running process.
package struct RunRecord: Sendable, Hashable {
  package var header: RunHeader
  package var state: RunState
  /// False when the run was killed before all its units were written down.
  package var isPlanned: Bool
  package var endedAt: Int64?
  package var exitCode: Int?
  package var files: [PlannedFile]
  package var units: [UnitRecord]

  package init(
    header: RunHeader, state: RunState, isPlanned: Bool, endedAt: Int64?, exitCode: Int?,
    files: [PlannedFile], units: [UnitRecord]
  ) {
    self.header = header
    self.state = state
    self.isPlanned = isPlanned
    self.endedAt = endedAt
    self.exitCode = exitCode
    self.files = files
    self.units = units
  }
}
