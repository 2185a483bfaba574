import CLibgit2

extension Repository {
  /// The changed paths of a range with renames as `git diff -M` finds them (50 %), in the order of their paths.
  ///
  /// An empty list is proven: the two trees have one id, or every entry of both was compared. A missing tree is an
  /// error, never an absent change.
  package func changes(in range: ResolvedRange) throws(GitError) -> ChangeList {
    let old = try treeID(of: range.mergeBase)
    let new = try treeID(of: range.head)
    if old == new { return ChangeList(changes: [], notes: []) }
    var comparison = TreeComparison(in: self)
    try comparison.compare(old, with: new)
    if comparison.changes.isEmpty {
      guard comparison.indistinctModes > 0 else {
        throw .unprovenEmptyDiff(base: range.mergeBase, head: range.head, repository: directory)
      }
      return ChangeList(
        changes: [],
        notes: [
          "The trees differ only in permission bits that git does not distinguish: nothing has changed."
        ])
    }
    return try renames(in: comparison.changes)
  }

  private func renames(in changes: [FileChange]) throws(GitError) -> ChangeList {
    do {
      let database = try database()
      return RenameDetector.detect(
        in: changes,
        reading: RenameDetector.Reader(
          size: { id in self.size(of: id, in: database) },
          content: { id in self.contentIfReadable(of: id) }))
    } catch {
      throw self.error(error, reading: "object database")
    }
  }

  private func size(of id: ObjectID, in database: borrowing Owned) -> Int? {
    do {
      var raw = try id.raw
      // Asked first without a refresh: a partial clone misses many, and each refresh would read the pack folder.
      guard has(id) else { return nil }
      var size = 0
      var type = GIT_OBJECT_INVALID
      try Failure.check(unsafe git_odb_read_header(&size, &type, database.pointer, &raw))
      return size
    } catch {
      return nil
    }
  }

  /// Whatever is wrong with the blob is told when its patch is made; here it is only not compared.
  private func contentIfReadable(of id: ObjectID) -> [UInt8]? {
    do {
      return Repository.content(of: try blob(id))
    } catch {
      return nil
    }
  }
}
