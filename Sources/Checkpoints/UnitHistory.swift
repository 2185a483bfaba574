package import Model

/// What one run knows of one unit.
package struct UnitHistory: Sendable, Hashable {
  /// The run's id.
  package var run: String
  /// Position of the unit within the run, from 0.
  package var ordinal: Int
  package var unit: ReviewUnit
  package var state: UnitState
  package var stateReason: String?
  /// Attempts of this run with their raw answers, oldest first; empty when the answer was inherited.
  package var attempts: [Attempt]
  package var answer: Answer?
  package var answeredBy: AnsweredBy?

  package init(
    run: String, ordinal: Int, unit: ReviewUnit, state: UnitState, stateReason: String?,
    attempts: [Attempt], answer: Answer?, answeredBy: AnsweredBy?
  ) {
    self.run = run
    self.ordinal = ordinal
    self.unit = unit
    self.state = state
    self.stateReason = stateReason
    self.attempts = attempts
    self.answer = answer
    self.answeredBy = answeredBy
  }
}
