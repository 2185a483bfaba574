import CLibgit2

/// An open repository. Confined to the thread or task that opened it (it is not `Sendable`): libgit2 objects may
/// only be used by one thread at a time. Nothing in it writes to the repository.
@safe
package final class Repository {
  /// The root of the work tree, or the git directory of a bare repository; without a final slash.
  package let directory: String

  let handle: Owned
  /// The git directory that linked work trees share.
  let commonDirectory: String
  let isTrusted: Bool
  /// Commits whose parents a shallow clone left out. libgit2 1.5 knows nothing of them.
  let shallow: Set<ObjectID>
  /// The head of the range that was resolved last: whose `.gitattributes` count unless a commit is named.
  var resolvedHead: ObjectID?
  var attributes: [ObjectID: CommitAttributes] = [:]

  /// Opens the repository at `path` or above it, as the git program finds it.
  /// - Parameters:
  ///   - path: A folder of a work tree, a linked work tree, or a git directory.
  ///   - trusting: Opens it although another user owns it.
  /// - Throws: Why it cannot be opened, with the mend.
  package init(at path: String, trusting: Bool = false) throws(GitError) {
    let handle: Owned
    do {
      handle = try Repository.open(path, validatingOwner: !trusting)
    } catch {
      throw Repository.refusal(error, at: path)
    }
    self.handle = handle
    directory = Repository.directory(of: self.handle)
    commonDirectory = unsafe String(cString: git_repository_commondir(self.handle.pointer))
    isTrusted = trusting
    shallow = try Repository.shallowCommits(in: commonDirectory, of: directory)
  }

  /// The git directory, or the work tree's root where there is one.
  static func directory(of handle: borrowing Owned) -> String {
    var path: String
    if let workTree = unsafe git_repository_workdir(handle.pointer) {
      path = unsafe String(cString: workTree)
    } else {
      path = unsafe String(cString: git_repository_path(handle.pointer))
    }
    if path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }
}
