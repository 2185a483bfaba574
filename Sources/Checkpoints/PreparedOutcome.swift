import Deflate
import Model

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An outcome whose texts are packed. Packing is done by the caller's task, because the one writer is the
/// bottleneck that everybody shares.
struct PreparedOutcome: Sendable {
  let attempt: Attempt
  let state: UnitState?
  let reason: String?
  /// `AnswerKey.model`.
  let model: String
  let reply: Data
  /// `AttemptFacts`.
  let facts: Data
  /// Given exactly when `state` is `.answered`.
  let answer: Data?

  /// Throws `invalid` when the outcome has an answer without being answered, or the other way round.
  init(_ outcome: Outcome, path: String) throws(StoreError) {
    try outcome.check(path: path)
    attempt = outcome.attempt
    state = outcome.state
    reason = outcome.reason?.storable
    model = outcome.model.storable
    reply = Data(PreparedOutcome.pack(Array(outcome.attempt.rawAnswer.utf8)))
    facts = Data(AttemptFacts.packed(outcome.attempt))
    answer = outcome.answer.map { Data($0.packed) }
  }

  static func pack(_ bytes: [UInt8]) -> [UInt8] { Deflate.compress(bytes) }
}

extension Outcome {
  func check(path: String) throws(StoreError) {
    guard (answer != nil) == (state == .answered) else {
      throw StoreError(
        .invalid("an outcome has an answer exactly when its state is answered (unit \(attempt.ordinal))"),
        path: path)
    }
  }
}
