/// One git range of a job.
package struct Source: Sendable, Hashable, Codable {
  package enum Granularity: String, Sendable, Hashable, Codable, CaseIterable {
    /// One review of the whole range.
    case range
    /// One review per commit of the range.
    case commit
  }

  package var repository: String
  /// Nil: found from the surroundings (the CI's variables, else the upstream's merge base).
  package var base: String?
  package var head: String
  package var each: Granularity
  /// Compares the two trees themselves rather than from their merge base.
  package var direct: Bool

  package init(
    repository: String = ".", base: String? = nil, head: String = "HEAD", each: Granularity = .range,
    direct: Bool = false
  ) {
    self.repository = repository
    self.base = base
    self.head = head
    self.each = each
    self.direct = direct
  }
}
