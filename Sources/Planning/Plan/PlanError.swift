import Git

/// Why a job cannot be planned at all; a file that cannot be read fails alone and is no such error.
package struct PlanError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What, where, why, and what to do next.
  package let description: String

  /// What was asked for does not exist; otherwise the repository cannot be read.
  package let isUsage: Bool

  package init(_ description: String, isUsage: Bool = false) {
    self.description = description
    self.isUsage = isUsage
  }

  init(_ error: GitError) {
    let isUsage =
      switch error {
      case .unknownRevision, .notACommit, .noBase: true
      default: false
      }
    self.init("\(error)", isUsage: isUsage)
  }
}
