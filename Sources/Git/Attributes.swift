import CLibgit2

/// What `.gitattributes` says about a path.
package enum AttributeValue: Sendable, Hashable {
  /// Not mentioned.
  case unset
  /// `-name`
  case `false`
  /// `name`
  case `true`
  /// `name=value`
  case string(String)
}

extension Repository {
  /// The value of an attribute for a path, from the `.gitattributes` files of a commit (and the machine's own
  /// attribute files), whatever is checked out.
  /// - Parameters:
  ///   - name: For example `sluice-restricted`.
  ///   - path: Raw bytes; nothing needs to exist there.
  ///   - commit: Whose files count; nil: the head of the range resolved last, else HEAD.
  /// - Returns: The value of the last rule that matches, as git decides.
  /// - Throws: Also when an attribute file is missing from a partial clone: a rule must not vanish that way.
  package func attribute(
    _ name: String, ofPath path: [UInt8], in commit: ObjectID? = nil
  ) throws(GitError) -> AttributeValue {
    let commit =
      if let commit = commit ?? resolvedHead { commit } else { try self.commit(named: "HEAD") }
    if commit == .emptyTree { return .unset }
    let reader = try attributeReader(of: commit)
    try requireAttributeFiles(above: path, of: reader)
    do {
      return try reader.value(of: name, for: path)
    } catch {
      throw self.error(error, reading: "attributes of \(Repository.shown(path)) in \(commit.short)")
    }
  }

  private func attributeReader(of commit: ObjectID) throws(GitError) -> CommitAttributes {
    if let known = attributes[commit] { return known }
    let tree = try treeID(of: commit)
    do {
      let reader = try CommitAttributes(of: commit, tree: tree, in: commonDirectory)
      attributes[commit] = reader
      return reader
    } catch {
      throw self.error(error, reading: "attributes of \(commit.short)")
    }
  }

  /// libgit2 takes a `.gitattributes` whose blob or tree is missing for an absent one. A rule that keeps code in the
  /// building must not vanish that way, so every folder down to the path is looked at first.
  private func requireAttributeFiles(above path: [UInt8], of reader: CommitAttributes) throws(GitError) {
    var folder = path[...]
    while true {
      let slash = folder.lastIndex(of: UInt8(ascii: "/"))
      folder = folder[..<(slash ?? folder.startIndex)]
      guard reader.checkedFolders.insert(Array(folder)).inserted else { return }
      let file = Array(folder) + Array((folder.isEmpty ? ".gitattributes" : "/.gitattributes").utf8)
      if let entry = try entry(at: file, in: reader.tree), !has(entry.id) {
        throw missingObject(entry.id, what: "content of \(Repository.shown(file))")
      }
      if slash == nil { return }
    }
  }
}

/// The attribute files of one commit: a second handle on the repository, bare and with an empty index, so that
/// neither the work tree nor the index (which may be those of the code under review) has a say. One handle for each
/// commit, because macros defined by one would hold for the next.
@safe
final class CommitAttributes {
  let tree: ObjectID
  /// Folders whose `.gitattributes` is known to be readable or absent.
  var checkedFolders: Set<[UInt8]> = []
  private let repository: Owned
  private let commit: git_oid

  init(of commit: ObjectID, tree: ObjectID, in gitDirectory: String) throws(Failure) {
    self.tree = tree
    self.commit = try commit.raw
    // The owner was validated when the repository itself was opened, by the path of its work tree.
    repository = try Repository.open(
      gitDirectory, validatingOwner: false,
      flags: GIT_REPOSITORY_OPEN_BARE.rawValue | GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue)
    let index = try unsafe Owned(freedBy: git_index_free) { pointer in unsafe git_index_new(&pointer) }
    try Failure.check(unsafe git_repository_set_index(repository.pointer, index.pointer))
  }

  func value(of name: String, for path: [UInt8]) throws(Failure) -> AttributeValue {
    var options = unsafe git_attr_options()
    unsafe options.version = UInt32(GIT_ATTR_OPTIONS_VERSION)
    unsafe options.flags = UInt32(GIT_ATTR_CHECK_INDEX_ONLY | GIT_ATTR_CHECK_INCLUDE_COMMIT)
    unsafe options.attr_commit_id = commit
    var value: UnsafePointer<CChar>?
    let terminated = path.map { CChar(bitPattern: $0) } + [0]
    try Failure.check(unsafe git_attr_get_ext(&value, repository.pointer, &options, terminated, name))
    switch unsafe git_attr_value(value) {
    case GIT_ATTR_VALUE_TRUE: return .true
    case GIT_ATTR_VALUE_FALSE: return .false
    case GIT_ATTR_VALUE_STRING: return unsafe .string(value.map { unsafe String(cString: $0) } ?? "")
    default: return .unset
    }
  }
}
