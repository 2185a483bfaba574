import Git
package import Model

/// A range of a job whose ends are known, ready to be planned.
package struct PlannedRange: Sendable {
  /// As the plan, the store and the report name it.
  package let range: ReviewRange
  let resolved: ResolvedRange
  let source: Source

  init(_ resolved: ResolvedRange, of source: Source) {
    self.resolved = resolved
    self.source = source
    range = ReviewRange(
      repository: source.repository, base: resolved.base.hex, head: resolved.head.hex,
      mergeBase: resolved.mergeBase.hex, direct: resolved.direct, title: resolved.title, notes: resolved.notes
    )
  }
}
