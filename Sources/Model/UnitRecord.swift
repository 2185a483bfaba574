/// One unit of a run as reports need it: without its prompt.
package struct UnitRecord: Sendable, Hashable {
  /// Position within the run, from 0.
  package var ordinal: Int
  package var id: Digest
  package var range: Int
  package var path: String
  package var part: Int
  package var parts: Int
  package var lines: LineCount
  package var sensitivity: Sensitivity
  package var sensitivityRules: [String]
  package var signals: [Signal]
  package var state: UnitState
  /// Why it is failed, deferred or needs a human; one sentence.
  package var stateReason: String?
  /// Nil until answered.
  package var answer: Answer?
  /// The node, tier and model that answered.
  package var answeredBy: AnsweredBy?
  /// Attempts of this run, oldest first; empty when the answer was inherited.
  package var attempts: [AttemptRecord]

  package init(
    ordinal: Int, id: Digest, range: Int, path: String, part: Int, parts: Int, lines: LineCount,
    sensitivity: Sensitivity, sensitivityRules: [String], signals: [Signal], state: UnitState,
    stateReason: String?, answer: Answer?, answeredBy: AnsweredBy?, attempts: [AttemptRecord]
  ) {
    self.ordinal = ordinal
    self.id = id
    self.range = range
    self.path = path
    self.part = part
    self.parts = parts
    self.lines = lines
    self.sensitivity = sensitivity
    self.sensitivityRules = sensitivityRules
    self.signals = signals
    self.state = state
    self.stateReason = stateReason
    self.answer = answer
    self.answeredBy = answeredBy
    self.attempts = attempts
  }
}
