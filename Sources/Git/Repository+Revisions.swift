import CLibgit2

extension Repository {
  /// The commit that a name, an id or an expression such as `HEAD^1` means; tags are followed.
  func commit(named name: String) throws(GitError) -> ObjectID {
    let object = try object(named: name)
    do throws(Failure) {
      let commit = try unsafe Owned(freedBy: git_object_free) { pointer in
        unsafe git_object_peel(&pointer, object.pointer, GIT_OBJECT_COMMIT)
      }
      guard let id = unsafe git_object_id(commit.pointer) else { throw Failure(GIT_ERROR.rawValue) }
      return ObjectID(unsafe id.pointee)
    } catch {
      if error.isMissingObject { throw self.error(error, reading: "commit of \(Command.shown(name))") }
      throw .notACommit(name, repository: directory)
    }
  }

  private func object(named name: String) throws(GitError) -> Owned {
    do {
      return try unsafe Owned(freedBy: git_object_free) { pointer in
        unsafe git_revparse_single(&pointer, handle.pointer, name)
      }
    } catch {
      throw unknown(name, because: error)
    }
  }

  /// Whether `name` asks for the first parent of a commit that has none: the base of a root commit.
  func isParentOfRoot(_ name: String) -> Bool {
    guard let child = Repository.childInExpression(name) else { return false }
    do {
      let id = try commit(named: child)
      return try !shallow.contains(id) && facts(of: id).parents.isEmpty
    } catch {
      return false
    }
  }

  /// The commit whose first parent `name` asks for: `X` of `X^`, `X^1`, `X~`, `X~1`.
  private static func childInExpression(_ name: String) -> String? {
    for suffix in ["^1", "~1", "^", "~"] where name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count {
      return String(name.dropLast(suffix.count))
    }
    return nil
  }

  private func unknown(_ name: String, because failure: Failure) -> GitError {
    if unsafe git_repository_head_unborn(handle.pointer) == 1 && name.hasPrefix("HEAD") {
      return .noCommits(repository: directory)
    }
    if failure.code == GIT_EAMBIGUOUS.rawValue {
      return .unknownRevision(
        name, repository: directory, mend: "It is the beginning of several ids: write more of its digits.")
    }
    if let error = beyondShallowEdge(name) { return error }
    if failure.isMissingObject, Repository.childInExpression(name) != nil {
      return error(failure, reading: "parent commit in \(Command.shown(name))")
    }
    if !failure.isNotFound && failure.code != GIT_EINVALIDSPEC.rawValue {
      return error(failure, reading: "revision \(Command.shown(name))")
    }
    return .unknownRevision(name, repository: directory, mend: mend(forUnknown: name))
  }

  /// An expression such as `HEAD^1` or `main~20` whose stem is known reaches beyond a shallow clone's history.
  private func beyondShallowEdge(_ name: String) -> GitError? {
    guard !shallow.isEmpty, let mark = name.firstIndex(where: { $0 == "^" || $0 == "~" }),
      mark > name.startIndex
    else { return nil }
    do {
      let stem = try commit(named: String(name[..<mark]))
      let single = Repository.childInExpression(name) == String(name[..<mark])
      let depth = single ? "--deepen=1" : "--unshallow"
      let command = Command.git(directory, ["fetch", depth] + [remote].compactMap(\.self) + [stem.hex])
      return .missingHistory(
        what: "The revision \(Command.shown(name)) lies beyond the history", repository: directory,
        command: command)
    } catch {
      return nil
    }
  }

  private func mend(forUnknown name: String) -> String {
    if name.contains("..") { return "Name one commit here: a range is given by --base REV and --head REV." }
    let look = "Look at what there is with `\(Command.git(directory, "log", "--oneline", "--all"))`."
    let isExpression = name.isEmpty || name.utf8.contains { "^~:@{} ".utf8.contains($0) }
    guard let remote, !isExpression else { return look }
    let isID = name.utf8.count == 40 && name.allSatisfy(\.isHexDigit)
    if isID { return "Fetch it with `\(Command.git(directory, "fetch", remote, name))`." }
    var branch = name
    for prefix in ["refs/remotes/\(remote)/", "refs/heads/", "\(remote)/"] where branch.hasPrefix(prefix) {
      branch.removeFirst(prefix.count)
    }
    let references = "+refs/heads/\(branch):refs/remotes/\(remote)/\(branch)"
    let mend = "If it is a branch, fetch it with `\(Command.git(directory, "fetch", remote, references))`"
    return name.hasPrefix(remote + "/") ? mend + "." : mend + " and name it \(remote)/\(branch)."
  }
}
