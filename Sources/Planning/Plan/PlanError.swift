/// Why a job cannot be planned at all; a file that cannot be read fails alone and is no such error.
package struct PlanError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What, where, why, and what to do next.
  package let description: String

  package init(_ description: String) { self.description = description }
}
