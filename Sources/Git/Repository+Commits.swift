import CLibgit2

extension Repository {
  /// One range for every commit of `range` that is no merge, oldest first, against its first parent (a root commit
  /// against the empty tree), with its subject as the title. Merge commits left out are counted in a note on the first.
  package func commits(of range: ResolvedRange) throws(GitError) -> [ResolvedRange] {
    var ranges: [ResolvedRange] = []
    var merges = 0
    for id in try history(from: range.mergeBase, to: range.head) {
      do {
        let parents = try facts(of: id).parents
        if parents.count > 1 {
          merges += 1
          continue
        }
        let base = parents.first ?? .emptyTree
        ranges.append(
          ResolvedRange(base: base, head: id, mergeBase: base, direct: false, title: try subject(of: id)))
      } catch {
        throw self.error(error, reading: "commit \(id.short)", id: id)
      }
    }
    if merges > 0 && !ranges.isEmpty {
      ranges[0].notes.append(
        "Merge commits left out of \(range.mergeBase.short)..\(range.head.short): \(merges). What a merge itself "
          + "changed is seen only when the range is reviewed as a whole.")
    }
    return ranges
  }

  /// Commit ids, parents before children.
  private func history(from base: ObjectID, to head: ObjectID) throws(GitError) -> [ObjectID] {
    if !shallow.isEmpty { return try shallowHistory(from: base, to: head) }
    do {
      let walk = try unsafe Owned(freedBy: git_revwalk_free) { pointer in
        unsafe git_revwalk_new(&pointer, handle.pointer)
      }
      let order = GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue | GIT_SORT_REVERSE.rawValue
      try Failure.check(unsafe git_revwalk_sorting(walk.pointer, order))
      var tip = try head.raw
      try Failure.check(unsafe git_revwalk_push(walk.pointer, &tip))
      if base != .emptyTree {
        var hidden = try base.raw
        try Failure.check(unsafe git_revwalk_hide(walk.pointer, &hidden))
      }
      var ids: [ObjectID] = []
      var next = git_oid()
      while true {
        let code = unsafe git_revwalk_next(&next, walk.pointer)
        if code == GIT_ITEROVER.rawValue { return ids }
        try Failure.check(code)
        ids.append(ObjectID(next))
      }
    } catch {
      throw self.error(error, reading: "history of \(base.short)..\(head.short)")
    }
  }

  private func shallowHistory(from base: ObjectID, to head: ObjectID) throws(GitError) -> [ObjectID] {
    let (ids, cut) = try CommitGraph(of: self).commits(from: base, to: head)
    guard let edge = cut.min(by: { $0.hex < $1.hex }) else { return ids }
    let command = Command.git(
      directory,
      ["fetch", "--unshallow"] + [remote].compactMap(\.self)
        + [base.hex, head.hex].filter {
          $0 != ObjectID.emptyTree.hex
        })
    throw .missingHistory(
      what: "The parent of commit \(edge.short) in \(base.short)..\(head.short) is not in the history",
      repository: directory, command: command)
  }

  private func subject(of id: ObjectID) throws(Failure) -> String? {
    let commit = try commit(id)
    guard let summary = unsafe git_commit_summary(commit.pointer) else { return nil }
    return unsafe String(cString: summary)
  }
}
