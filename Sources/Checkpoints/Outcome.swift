package import Model

/// One finished attempt and what it means for its unit.
package struct Outcome: Sendable, Hashable {
  package var attempt: Attempt
  /// The sampling temperature of the request: part of the answer's key.
  package var temperature: Double
  /// Nil: the unit goes on, another attempt will follow.
  package var state: UnitState?
  /// Why the unit failed, is deferred or needs a human; one sentence.
  package var reason: String?
  /// Given exactly when `state` is `.answered`.
  package var answer: Answer?

  package init(
    attempt: Attempt, temperature: Double, state: UnitState?, reason: String? = nil, answer: Answer? = nil
  ) {
    self.attempt = attempt
    self.temperature = temperature
    self.state = state
    self.reason = reason
    self.answer = answer
  }

  /// The part of the answer's key that is not the unit.
  var model: String {
    AnswerKey(unit: attempt.unit, identity: attempt.identity, temperature: temperature).model
  }
}
