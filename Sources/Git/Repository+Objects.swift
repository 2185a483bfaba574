import CLibgit2

/// What a walk through history needs of a commit.
struct CommitFacts {
  /// As recorded in the commit; a shallow clone may not have them.
  var parents: [ObjectID]
  /// Seconds since the Unix epoch, by the committer's clock.
  var time: Int64
}

extension Repository {
  func commit(_ id: ObjectID) throws(Failure) -> Owned {
    var raw = try id.raw
    return try unsafe Owned(freedBy: git_commit_free) { pointer in
      unsafe git_commit_lookup(&pointer, handle.pointer, &raw)
    }
  }

  func facts(of id: ObjectID) throws(Failure) -> CommitFacts {
    let commit = try commit(id)
    var parents: [ObjectID] = []
    for index in 0..<(unsafe git_commit_parentcount(commit.pointer)) {
      if let parent = unsafe git_commit_parent_id(commit.pointer, index) {
        parents.append(ObjectID(unsafe parent.pointee))
      }
    }
    return CommitFacts(parents: parents, time: unsafe git_commit_time(commit.pointer))
  }

  /// The id of the tree of a commit; the empty tree for the missing parent of a root commit.
  func treeID(of commit: ObjectID) throws(GitError) -> ObjectID {
    if commit == .emptyTree { return .emptyTree }
    do throws(Failure) {
      let owned = try self.commit(commit)
      guard let id = unsafe git_commit_tree_id(owned.pointer) else { throw Failure(GIT_ERROR.rawValue) }
      return ObjectID(unsafe id.pointee)
    } catch {
      throw self.error(error, reading: "commit \(commit.short)", id: commit)
    }
  }

  func blob(_ id: ObjectID) throws(Failure) -> Owned {
    var raw = try id.raw
    return try unsafe Owned(freedBy: git_blob_free) { pointer in
      unsafe git_blob_lookup(&pointer, handle.pointer, &raw)
    }
  }

  /// Copies a blob's bytes.
  static func content(of blob: borrowing Owned) -> [UInt8] {
    let size = unsafe Int(git_blob_rawsize(blob.pointer))
    guard size > 0, let bytes = unsafe git_blob_rawcontent(blob.pointer) else { return [] }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: size))
  }

  /// Whether the object is there, without reading it and without looking for packs that came since.
  func has(_ id: ObjectID) -> Bool {
    do {
      var raw = try id.raw
      let database = try database()
      return unsafe git_odb_exists_ext(database.pointer, &raw, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1
    } catch {
      return false
    }
  }

  func database() throws(Failure) -> Owned {
    try unsafe Owned(freedBy: git_odb_free) { pointer in
      unsafe git_repository_odb(&pointer, handle.pointer)
    }
  }
}
