/// What makes a pipeline fail.
package struct Gate: Sendable, Hashable, Codable {
  /// Findings of this severity or worse fail; nil: none does.
  package var failOn: Severity?
  package var minConfidence: Double
  /// Share of the planned changed lines that must be reviewed, 0 to 1; below it the run is incomplete.
  package var requireCoverage: Double

  package init(failOn: Severity? = .high, minConfidence: Double = 0.5, requireCoverage: Double = 1) {
    self.failOn = failOn
    self.minConfidence = minConfidence
    self.requireCoverage = requireCoverage
  }
}
