import CLibgit2

extension Repository {
  /// The lines of one change, counted as `git diff --numstat` counts them: a link is its target, a submodule the one
  /// line `Subproject commit ID`, a change of type the old content against the new. Pure mode changes and renames
  /// have no hunks.
  package func patch(for change: FileChange) throws(GitError) -> FilePatch {
    if change.oldKind == .submodule || change.newKind == .submodule { return try submodulePatch(for: change) }
    let old = try side(change.oldID, change.oldKind, change.oldPath)
    let new = try side(change.newID, change.newKind, change.newPath)
    do {
      var draft = PatchDraft()
      try compare(old, new, of: change, into: &draft)
      if draft.isBinary { return draft.patch(for: change, content: []) }
      return draft.patch(for: change, content: Repository.content(of: new, or: old))
    } catch {
      throw self.error(error, reading: "change of \(Repository.shown(change.newPath))")
    }
  }

  /// The blob on one side; nil where there is none.
  private func side(_ id: ObjectID, _ kind: EntryKind, _ path: [UInt8]) throws(GitError) -> Owned? {
    if kind == .none { return nil }
    do {
      return try blob(id)
    } catch {
      throw self.error(error, reading: "content of \(Repository.shown(path))", id: id)
    }
  }

  private static func content(of new: borrowing Owned?, or old: borrowing Owned?) -> [UInt8] {
    switch new {
    case .some(let blob): return content(of: blob)
    case .none: break
    }
    switch old {
    case .some(let blob): return content(of: blob)
    case .none: return []
    }
  }

  private func compare(
    _ old: borrowing Owned?, _ new: borrowing Owned?, of change: FileChange, into draft: inout PatchDraft
  ) throws(Failure) {
    var options = unsafe git_diff_options()
    try Failure.check(unsafe git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
    unsafe options.flags = GIT_DIFF_INDENT_HEURISTIC.rawValue
    let newBlob = unsafe Repository.pointer(new)
    // Equal contents have no lines, but libgit2 would not even say whether they are binary: show it one side only.
    let isSame = change.oldID == change.newID
    let oldBlob = unsafe isSame ? nil : Repository.pointer(old)
    if let only = unsafe oldBlob == nil ? newBlob : newBlob == nil ? oldBlob : nil, !isSame {
      draft.reserve(bytes: unsafe Int(git_blob_rawsize(only)))
    }
    var content = PatchDraft()
    swap(&content, &draft)
    let code = unsafe Repository.attributePath(change.oldPath, change.oldKind).withUnsafeBufferPointer {
      oldPath in
      unsafe Repository.attributePath(change.newPath, change.newKind).withUnsafeBufferPointer { newPath in
        unsafe withUnsafeMutablePointer(to: &content) { payload in
          unsafe git_diff_blobs(
            oldBlob, oldPath.baseAddress, newBlob, newPath.baseAddress, &options, PatchDraft.onFile, nil,
            isSame ? nil : PatchDraft.onHunk, isSame ? nil : PatchDraft.onLine, payload)
        }
      }
    }
    swap(&content, &draft)
    try Failure.check(code)
  }

  private static func pointer(_ blob: borrowing Owned?) -> OpaquePointer? {
    switch blob {
    case .some(let owned): unsafe owned.pointer
    case .none: nil
    }
  }

  /// The path by which libgit2 looks up the attribute `diff`, zero-terminated. As in git only regular files have it.
  /// Without a path libgit2 1.5 asks for the attributes of a file named `file`; an empty one it does not look up.
  private static func attributePath(_ path: [UInt8], _ kind: EntryKind) -> [CChar] {
    guard kind == .file || kind == .executable else { return [0] }
    return path.map { CChar(bitPattern: $0) } + [0]
  }
}

// MARK: Submodules

extension Repository {
  private func submodulePatch(for change: FileChange) throws(GitError) -> FilePatch {
    let old = try submoduleSide(change.oldID, change.oldKind, change.oldPath)
    let new = try submoduleSide(change.newID, change.newKind, change.newPath)
    do {
      var options = unsafe git_diff_options()
      try Failure.check(unsafe git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
      unsafe options.flags = GIT_DIFF_INDENT_HEURISTIC.rawValue
      var draft = PatchDraft()
      let code = unsafe (old ?? []).withUnsafeBufferPointer { oldBytes in
        unsafe (new ?? []).withUnsafeBufferPointer { newBytes in
          unsafe withUnsafeMutablePointer(to: &draft) { payload in
            unsafe git_diff_buffers(
              oldBytes.baseAddress, oldBytes.count, "", newBytes.baseAddress, newBytes.count, "", &options,
              PatchDraft.onFile, nil, PatchDraft.onHunk, PatchDraft.onLine, payload)
          }
        }
      }
      try Failure.check(code)
      return draft.patch(for: change, content: new ?? old ?? [])
    } catch {
      throw self.error(error, reading: "change of \(Repository.shown(change.newPath))")
    }
  }

  /// The text git shows for a submodule; its commit is not in this repository.
  private func submoduleSide(
    _ id: ObjectID, _ kind: EntryKind, _ path: [UInt8]
  ) throws(GitError) -> [UInt8]? {
    switch kind {
    case .none: return nil
    case .submodule: return Array("Subproject commit \(id.hex)\n".utf8)
    case .file, .executable, .symlink:
      do {
        return Repository.content(of: try blob(id))
      } catch {
        throw self.error(error, reading: "content of \(Repository.shown(path))", id: id)
      }
    }
  }
}
