/// Why a repository, a range or a file of it cannot be read. Each case prints as sentences that say what, where,
/// why, and what to do next.
package enum GitError: Error, Sendable, Hashable {
  /// Neither the path nor a folder above it is a repository.
  case notARepository(path: String)
  /// Somebody else owns the repository, so its configuration is not to be trusted.
  case foreignOwner(path: String)
  /// Its object ids are SHA-256.
  case sha256Repository(path: String)
  /// The repository names a format or an extension that libgit2 does not know.
  case unsupportedRepository(path: String, reason: String)
  /// The repository exists and has no commit yet.
  case noCommits(repository: String)
  /// No such name, id or expression; `mend` is a sentence with the command to try.
  case unknownRevision(String, repository: String, mend: String)
  /// The revision names something that is not a commit.
  case notACommit(String, repository: String)
  /// No base was given and the branch has no upstream.
  case noBase(head: String, repository: String)
  /// Commits that the range needs are beyond the edge of a shallow clone; `command` fetches them.
  case missingHistory(what: String, repository: String, command: String)
  /// A blob or tree is not there, as in a partial clone; `mend` is a sentence with the command to try.
  case missingObject(ObjectID, what: String, repository: String, mend: String)
  /// An object or file is there and cannot be read as what it should be.
  case corrupt(what: String, repository: String, reason: String)
  /// The operating system refused.
  case unreadable(what: String, repository: String, reason: String)
  /// Two different trees without any changed path: the emptiness cannot be proven.
  case unprovenEmptyDiff(base: ObjectID, head: ObjectID, repository: String)

  /// A short fixed name for ledgers and tests, such as `missing-object`.
  package var rule: String {
    switch self {
    case .notARepository: "not-a-repository"
    case .foreignOwner: "foreign-owner"
    case .sha256Repository: "sha256-repository"
    case .unsupportedRepository: "unsupported-repository"
    case .noCommits: "no-commits"
    case .unknownRevision: "unknown-revision"
    case .notACommit: "not-a-commit"
    case .noBase: "no-base"
    case .missingHistory: "missing-history"
    case .missingObject: "missing-object"
    case .corrupt: "corrupt-object"
    case .unreadable: "unreadable"
    case .unprovenEmptyDiff: "unproven-empty-diff"
    }
  }
}
