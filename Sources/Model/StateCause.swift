/// Why a unit was not answered, in a word that a program can read: it leads the unit's `stateReason`
/// ("budget: the next request could cost $0.10 and $0.02 are left").
///
/// The exit code depends on it: a unit that no node could take is infrastructure (4),
/// one that the job's own limits held back is not (3).
package enum StateCause: String, Sendable, Hashable, CaseIterable {
  /// A ceiling of the job's budget.
  case budget
  /// The job's deadline.
  case deadline
  /// No node of a tier that may see the unit is up.
  case noNode = "no-node"
  /// The unit does not fit into any node's context.
  case tooLarge = "too-large"
  /// A rule of the job keeps the unit from the only nodes there are.
  case policy

  /// Reads the leading word of a unit's reason back; nil when it has none.
  package init?(leading reason: String?) {
    guard let word = reason?.split(separator: ":", maxSplits: 1).first else { return nil }
    self.init(rawValue: String(word))
  }

  /// The unit's `stateReason`: the word, a colon and the sentence.
  package func reason(_ sentence: String) -> String { "\(rawValue): \(sentence)" }
}
