import CLibgit2

/// Where two histories part.
enum MergeBase {
  case found(ObjectID, notes: [String])
  /// Both histories are complete and have no commit in common.
  case unrelated
}

extension Repository {
  /// The order matters: libgit2 where the clone is complete; our own walk where it is shallow, because libgit2 1.5
  /// ignores `.git/shallow` and fails where git succeeds; then the git program; then an error that names the fetch.
  func mergeBase(of base: ObjectID, and head: ObjectID) throws(GitError) -> MergeBase {
    if shallow.isEmpty {
      do {
        return try libraryMergeBase(of: base, and: head)
      } catch {
        if error.isWithoutMergeBase { return .unrelated }
        // A missing commit: the walk below finds out whether it matters.
      }
    }
    let graph = CommitGraph(of: self)
    let bases = try graph.mergeBases(of: base, and: head)
    if let first = bases.best.first {
      return .found(first, notes: notes(on: bases))
    }
    if !bases.isTruncated { return .unrelated }
    if let id = GitProgram.mergeBase(of: base, and: head, in: directory, trusting: isTrusted) {
      return .found(id, notes: ["The merge base \(id.short) was found by the git program."])
    }
    throw missingHistory(between: base, and: head)
  }

  private func libraryMergeBase(of base: ObjectID, and head: ObjectID) throws(Failure) -> MergeBase {
    var one = try base.raw
    var two = try head.raw
    var found = unsafe git_oidarray()
    try Failure.check(unsafe git_merge_bases(&found, handle.pointer, &one, &two))
    defer { unsafe git_oidarray_dispose(&found) }
    guard let first = unsafe found.ids?.pointee else { return .unrelated }
    return .found(ObjectID(first), notes: unsafe notes(on: found.count, first: ObjectID(first)))
  }

  private func notes(on count: Int, first: ObjectID) -> [String] {
    guard count > 1 else { return [] }
    return ["The histories cross: there are \(count) merge bases, and \(first.short) was taken."]
  }

  private func notes(on bases: CommitGraph.Bases) -> [String] {
    guard let first = bases.best.first else { return [] }
    var notes = notes(on: bases.best.count, first: first)
    if bases.isDoubtful {
      notes.append(
        "The clone is shallow: \(first.short) is the merge base in the history that is here, and a fuller clone may "
          + "have a later one.")
    }
    return notes
  }

  private func missingHistory(between base: ObjectID, and head: ObjectID) -> GitError {
    // The ids are named because a clone of a single branch would otherwise deepen that branch alone.
    let command = Command.git(
      directory, ["fetch", "--unshallow"] + [remote].compactMap(\.self) + [base.hex, head.hex])
    return .missingHistory(
      what: "The merge base of \(base.short) and \(head.short) is not in the history", repository: directory,
      command: command)
  }
}
