/// A range as a person or a pipeline names it.
package struct RangeRequest: Sendable, Hashable {
  /// Any revision git understands; nil: the upstream's merge base, else an error that says what to pass.
  package var base: String?
  package var head: String
  /// Compare the two trees themselves rather than from their merge base.
  package var direct: Bool

  package init(base: String?, head: String = "HEAD", direct: Bool = false) {
    self.base = base
    self.head = head
    self.direct = direct
  }
}

/// A range whose ends are known.
package struct ResolvedRange: Sendable, Hashable {
  /// Commit ids; `base` and `mergeBase` are `ObjectID.emptyTree` for a root commit.
  package var base: ObjectID
  package var head: ObjectID
  /// What the head is compared with.
  package var mergeBase: ObjectID
  package var direct: Bool
  /// A commit's subject when the range is one commit of many; hostile data.
  package var title: String?
  /// What the user must know about how the range was found, one sentence each.
  package var notes: [String]

  package init(
    base: ObjectID, head: ObjectID, mergeBase: ObjectID, direct: Bool, title: String? = nil,
    notes: [String] = []
  ) {
    self.base = base
    self.head = head
    self.mergeBase = mergeBase
    self.direct = direct
    self.title = title
    self.notes = notes
  }
}

/// The changed paths of a range, in git's order.
package struct ChangeList: Sendable, Hashable {
  package var changes: [FileChange]
  /// For example that rename detection was bounded.
  package var notes: [String]

  package init(changes: [FileChange], notes: [String]) {
    self.changes = changes
    self.notes = notes
  }
}
