/// Lines that a change adds and removes, counted as `git diff --numstat` counts them.
package struct LineCount: Sendable, Hashable, Codable {
  package var added: Int
  package var removed: Int

  package static let zero = LineCount(added: 0, removed: 0)

  package init(added: Int, removed: Int) {
    self.added = added
    self.removed = removed
  }

  package var total: Int { added + removed }

  package static func + (a: LineCount, b: LineCount) -> LineCount {
    LineCount(added: a.added + b.added, removed: a.removed + b.removed)
  }

  package static func += (a: inout LineCount, b: LineCount) { a = a + b }
}
