import CLibgit2

extension Repository {
  /// The sentence for a failure to read `what`; `id` names the object where the caller knows it.
  func error(_ failure: Failure, reading what: String, id: ObjectID? = nil) -> GitError {
    if failure.isNotFound, let id = id ?? Repository.objectID(in: failure.message) {
      return missingObject(id, what: what)
    }
    if failure.comesFromSystem {
      return .unreadable(what: "The \(what)", repository: directory, reason: failure.message)
    }
    return .corrupt(what: "The \(what)", repository: directory, reason: failure.message)
  }

  func missingObject(_ id: ObjectID, what: String) -> GitError {
    .missingObject(id, what: what, repository: directory, mend: mendForMissingObjects)
  }

  private var mendForMissingObjects: String {
    if let promisor {
      let command = Command.git(directory, "fetch", "--refetch", "--no-filter", promisor)
      return
        "The clone is partial: it left objects out, and sluice does not fetch. Bring them with `\(command)`, "
        + "or clone without --filter."
    }
    if !shallow.isEmpty {
      return "The clone is shallow: fetch the rest with "
        + "`\(Command.git(directory, ["fetch", "--unshallow"] + [remote].compactMap(\.self)))`."
    }
    return
      "The repository is incomplete: look with `\(Command.git(directory, "fsck", "--full"))` and clone it anew."
  }

  /// The remote that a partial clone expects to fetch missing objects from.
  private var promisor: String? {
    if let name = setting("extensions.partialclone") { return name }
    return remotes.first { setting("remote.\($0).promisor") == "true" }
  }

  /// `origin` if there is one, else the first remote.
  var remote: String? {
    let names = remotes
    return names.contains("origin") ? "origin" : names.first
  }

  private var remotes: [String] {
    var names = unsafe git_strarray()
    guard unsafe git_remote_list(&names, handle.pointer) >= 0 else { return [] }
    defer { unsafe git_strarray_dispose(&names) }
    return unsafe UnsafeBufferPointer(start: names.strings, count: names.count).compactMap { name in
      unsafe name.map { unsafe String(cString: $0) }
    }
  }

  private func setting(_ name: String) -> String? {
    do {
      let snapshot = try unsafe Owned(freedBy: git_config_free) { pointer in
        unsafe git_repository_config_snapshot(&pointer, handle.pointer)
      }
      var value: UnsafePointer<CChar>?
      guard unsafe git_config_get_string(&value, snapshot.pointer, name) >= 0, let value = unsafe value else {
        return nil
      }
      return unsafe String(cString: value)
    } catch {
      return nil
    }
  }

  /// libgit2 names the object in brackets: `object not found - no match for id (5f1c…)`.
  private static func objectID(in message: String) -> ObjectID? {
    guard let open = message.lastIndex(of: "("), let close = message.lastIndex(of: ")"), open < close else {
      return nil
    }
    let digits = message[message.index(after: open)..<close]
    guard digits.utf8.count == 40, digits.allSatisfy(\.isHexDigit) else { return nil }
    return ObjectID(hex: String(digits))
  }
}
