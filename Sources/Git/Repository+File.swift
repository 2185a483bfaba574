import CLibgit2

extension Repository {
  /// The bytes of a file in a commit. Nil when nothing is there, or when it is a symbolic link, a submodule or a
  /// folder: links are never followed, because the range under review may have planted them.
  package func file(at path: String, in commit: ObjectID) throws(GitError) -> [UInt8]? {
    let tree = try treeID(of: commit)
    if tree == .emptyTree { return nil }
    guard let entry = try entry(at: Array(path.utf8), in: tree), entry.mode & 0o170000 == 0o100000 else {
      return nil
    }
    do {
      return Repository.content(of: try blob(entry.id))
    } catch {
      throw self.error(error, reading: "content of \(Command.shown(path))", id: entry.id)
    }
  }

  /// What a path names in a tree; nil when nothing is there.
  func entry(at path: [UInt8], in tree: ObjectID) throws(GitError) -> (id: ObjectID, mode: UInt32)? {
    do {
      var raw = try tree.raw
      let root = try unsafe Owned(freedBy: git_tree_free) { pointer in
        unsafe git_tree_lookup(&pointer, handle.pointer, &raw)
      }
      let entry = try unsafe Owned(freedBy: git_tree_entry_free) { pointer in
        unsafe git_tree_entry_bypath(&pointer, root.pointer, path.map { CChar(bitPattern: $0) } + [0])
      }
      guard let id = unsafe git_tree_entry_id(entry.pointer) else { return nil }
      return (ObjectID(unsafe id.pointee), unsafe UInt32(git_tree_entry_filemode_raw(entry.pointer).rawValue))
    } catch {
      // Not found comes from the tree when the path is absent, and from the object database when a tree is missing.
      let isAbsent = error.kind == Int32(GIT_ERROR_TREE.rawValue)
      if isAbsent { return nil }
      throw self.error(error, reading: "folders above \(Repository.shown(path))")
    }
  }
}
