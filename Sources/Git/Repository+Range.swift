import CLibgit2

extension Repository {
  /// Finds the commits of a range and what its head is compared with.
  ///
  /// The base is the one asked for, or else the upstream of the branch. The head is compared with their merge base;
  /// with `direct`, and when the histories are unrelated (a note says so), with the base itself.
  package func resolve(_ request: RangeRequest) throws(GitError) -> ResolvedRange {
    let head = try commit(named: request.head)
    resolvedHead = head
    var range = ResolvedRange(base: head, head: head, mergeBase: head, direct: request.direct)
    range.base = try base(of: request, notes: &range.notes)
    range.mergeBase = range.base
    if request.direct || range.base == .emptyTree { return range }

    switch try mergeBase(of: range.base, and: head) {
    case .found(let id, let notes):
      range.mergeBase = id
      range.notes += notes
    case .unrelated:
      range.direct = true
      range.notes.append(
        "The histories of \(range.base.short) and \(head.short) are unrelated, so their trees are compared "
          + "directly.")
    }
    return range
  }

  private func base(of request: RangeRequest, notes: inout [String]) throws(GitError) -> ObjectID {
    guard let name = request.base else {
      let (id, upstream) = try upstream(of: request.head)
      notes.append("No base was given: compared with the upstream branch \(upstream).")
      return id
    }
    if name == ObjectID.emptyTree.hex { return .emptyTree }
    do {
      return try commit(named: name)
    } catch {
      let isEmptyTree = name.utf8.count >= 7 && ObjectID.emptyTree.hex.hasPrefix(name.lowercased())
      if isEmptyTree { return .emptyTree }
      guard isParentOfRoot(name) else { throw error }
      notes.append(
        "\(Command.shown(name)) asks for the parent of a root commit, so all of its files count as added.")
      return .emptyTree
    }
  }

  /// The commit and the name of the branch that `head` follows.
  private func upstream(of head: String) throws(GitError) -> (ObjectID, String) {
    do throws(Failure) {
      let branch = try unsafe Owned(freedBy: git_reference_free) { pointer in
        if head == "HEAD" { return unsafe git_repository_head(&pointer, handle.pointer) }
        return unsafe git_branch_lookup(&pointer, handle.pointer, head, GIT_BRANCH_LOCAL)
      }
      let upstream = try unsafe Owned(freedBy: git_reference_free) { pointer in
        unsafe git_branch_upstream(&pointer, branch.pointer)
      }
      let commit = try unsafe Owned(freedBy: git_object_free) { pointer in
        unsafe git_reference_peel(&pointer, upstream.pointer, GIT_OBJECT_COMMIT)
      }
      guard let id = unsafe git_object_id(commit.pointer),
        let name = unsafe git_reference_shorthand(upstream.pointer)
      else { throw Failure(GIT_ERROR.rawValue) }
      return (ObjectID(unsafe id.pointee), unsafe String(cString: name))
    } catch {
      throw .noBase(head: head, repository: directory)
    }
  }
}
