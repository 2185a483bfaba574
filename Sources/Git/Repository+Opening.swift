import CLibgit2

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Repository {
  static func open(
    _ path: String, validatingOwner validates: Bool, flags: UInt32 = 0
  ) throws(Failure) -> Owned {
    try Failure.check(LibGit2.initialised)
    // The result leaves the lock as a value, because a pointer is not sendable.
    let opened: Result<UInt, Failure> = LibGit2.validatingOwner(validates) {
      var made: OpaquePointer?
      let code = unsafe git_repository_open_ext(&made, path, flags, nil)
      return code < 0 ? .failure(Failure(code)) : .success(UInt(bitPattern: made))
    }
    let address = try opened.get()
    return try unsafe Owned(freedBy: git_repository_free) { pointer in
      unsafe pointer = unsafe OpaquePointer(bitPattern: address)
      return 0
    }
  }

  /// What a refusal to open means.
  static func refusal(_ failure: Failure, at path: String) -> GitError {
    // Without any safe.directory line libgit2 1.5 reports the missing line instead of the foreign owner, with
    // the code for "not found".
    if failure.code == GIT_EOWNER.rawValue || failure.message.contains("safe.directory") {
      return .foreignOwner(path: root(of: path))
    }
    if failure.comesFromSystem && !failure.isNotFound {
      return .unreadable(what: "The git directory", repository: path, reason: failure.message)
    }
    if failure.isNotFound { return .notARepository(path: path) }
    let message = failure.message.lowercased()
    if message.contains("objectformat") || message.contains("object format") {
      return .sha256Repository(path: path)
    }
    if message.contains("extension") || message.contains("version") {
      return .unsupportedRepository(path: path, reason: failure.message)
    }
    return .corrupt(what: "The git directory", repository: path, reason: failure.message)
  }

  /// The path that a safe.directory line must name: the work tree's root, wherever in it `path` is.
  private static func root(of path: String) -> String {
    do {
      return directory(of: try open(path, validatingOwner: false))
    } catch {
      return path
    }
  }

  /// The ids in the file `shallow`: one a line, absent in a full clone.
  static func shallowCommits(in folder: String, of directory: String) throws(GitError) -> Set<ObjectID> {
    let path = folder + (folder.hasSuffix("/") ? "" : "/") + "shallow"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(what: "The file \(path)", repository: directory, reason: "it cannot be opened")
    }
    let lines = data.split(separator: UInt8(ascii: "\n"))
    return Set(lines.map { ObjectID(hex: String(decoding: $0, as: UTF8.self)) })
  }
}
