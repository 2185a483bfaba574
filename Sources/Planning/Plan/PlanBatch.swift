package import Model

/// Some files of a plan, complete with their units, in the plan's order.
package struct PlanBatch: Sendable {
  /// Rows of the coverage ledger; every changed file of every range stands in exactly one batch.
  package var files: [PlannedFile]
  /// The units of these files, those of one file together and in order.
  package var units: [ReviewUnit]
  /// What the user must know about how the changes were found; in the first batch of a range only.
  package var notes: [String]

  package init(files: [PlannedFile], units: [ReviewUnit], notes: [String] = []) {
    self.files = files
    self.units = units
    self.notes = notes
  }
}
