import CLibgit2

/// Walks two trees side by side and lists the paths that differ, in the order of their bytes. Subtrees with equal ids
/// are not read. Written out rather than left to `git_diff_tree_to_tree` because here every tree that is missing is
/// an error with its id and its path, and because that function splits a type change into two deltas.
struct TreeComparison {
  private(set) var changes: [FileChange] = []
  /// Entries that differ in permission bits which git takes for equal (such as 100664 and 100644).
  private(set) var indistinctModes = 0

  private let repository: Repository

  init(in repository: Repository) { self.repository = repository }

  mutating func compare(_ old: ObjectID, with new: ObjectID) throws(GitError) {
    if old == new { return }
    // A stack of our own: the trees of a hostile repository may be deeper than the thread's stack.
    var frames = [try TreeFrame(old, new, prefix: [], in: repository)]
    while let frame = frames.last {
      if let pair = frame.next() {
        if !pair.isTree {
          record(pair)
        } else if pair.old.id != pair.new.id {
          frames.append(
            try TreeFrame(pair.old.id, pair.new.id, prefix: pair.path + [UInt8(ascii: "/")], in: repository))
        }
      } else {
        frames.removeLast()
      }
    }
  }

  private mutating func record(_ pair: TreeFrame.Pair) {
    let (oldKind, newKind) = (pair.old.kind, pair.new.kind)
    let (oldID, newID) = (pair.old.id, pair.new.id)
    if oldKind == newKind && oldID == newID {
      indistinctModes += 1
      return
    }
    changes.append(
      FileChange(
        status: FileChange.Status(from: oldKind, to: newKind, sameContent: oldID == newID),
        oldPath: pair.path, newPath: pair.path, oldID: oldID, newID: newID, oldKind: oldKind,
        newKind: newKind))
  }
}

extension FileChange.Status {
  fileprivate init(from old: EntryKind, to new: EntryKind, sameContent: Bool) {
    let types = [old, new].map { $0 == .executable ? .file : $0 }
    self =
      if old == .none { .added } else if new == .none { .deleted } else if types[0] != types[1] {
        .typeChanged
      } else if sameContent { .modeChanged } else { .modified }
  }
}

/// Two trees of one path and how far they have been read.
final private class TreeFrame {
  struct Entry {
    /// Nothing stands there.
    static let absent = Entry(id: .none, mode: 0)

    let id: ObjectID
    let mode: UInt32

    /// git distinguishes nothing else; a regular file is executable when its owner may execute it.
    var kind: EntryKind {
      switch mode & 0o170000 {
      case 0: .none
      case 0o120000: .symlink
      case 0o160000: .submodule
      default: mode & 0o100 == 0 ? .file : .executable
      }
    }
  }

  /// The entries of one name on both sides, of which at least one exists.
  struct Pair {
    let path: [UInt8]
    let isTree: Bool
    let old: Entry
    let new: Entry
  }

  private let prefix: [UInt8]
  private let old: Owned?
  private let new: Owned?
  private var oldIndex = 0
  private var newIndex = 0

  init(_ old: ObjectID, _ new: ObjectID, prefix: [UInt8], in repository: Repository) throws(GitError) {
    self.prefix = prefix
    self.old = try repository.tree(old, at: prefix)
    self.new = try repository.tree(new, at: prefix)
  }

  /// The next name whose entries differ in any way.
  func next() -> Pair? {
    while true {
      let one = unsafe TreeFrame.entry(old, oldIndex)
      let two = unsafe TreeFrame.entry(new, newIndex)
      guard let either = unsafe one ?? two else { return nil }
      let order: Int32 =
        if let one = unsafe one, let two = unsafe two { unsafe git_tree_entry_cmp(one, two) } else {
          unsafe one == nil ? 1 : -1
        }
      if order <= 0 { oldIndex += 1 }
      if order >= 0 { newIndex += 1 }
      if order == 0, let one = unsafe one, let two = unsafe two {
        if unsafe TreeFrame.isSame(one, two) { continue }
        return unsafe pair(named: one, old: one, new: two)
      }
      let present = unsafe order < 0 ? either : two ?? either
      return unsafe pair(named: present, old: order < 0 ? one : nil, new: order > 0 ? two : nil)
    }
  }

  private func pair(named entry: OpaquePointer, old: OpaquePointer?, new: OpaquePointer?) -> Pair {
    var path = prefix
    if let name = unsafe git_tree_entry_name(entry) {
      var index = 0
      while unsafe name[index] != 0 {
        path.append(unsafe UInt8(bitPattern: name[index]))
        index += 1
      }
    }
    return Pair(
      path: path, isTree: unsafe git_tree_entry_type(entry) == GIT_OBJECT_TREE,
      old: unsafe TreeFrame.copy(old), new: unsafe TreeFrame.copy(new))
  }

  private static func entry(_ tree: borrowing Owned?, _ index: Int) -> OpaquePointer? {
    switch tree {
    case .some(let owned): unsafe git_tree_entry_byindex(owned.pointer, index)
    case .none: nil
    }
  }

  private static func isSame(_ one: OpaquePointer, _ two: OpaquePointer) -> Bool {
    unsafe git_oid_equal(git_tree_entry_id(one), git_tree_entry_id(two)) == 1
      && git_tree_entry_filemode_raw(one) == git_tree_entry_filemode_raw(two)
  }

  private static func copy(_ entry: OpaquePointer?) -> Entry {
    guard let entry = unsafe entry, let id = unsafe git_tree_entry_id(entry) else { return .absent }
    return Entry(
      id: ObjectID(unsafe id.pointee), mode: unsafe UInt32(git_tree_entry_filemode_raw(entry).rawValue))
  }
}

extension Repository {
  /// The tree; nil where there is none, and for the empty tree, which git knows without its being in the repository.
  fileprivate func tree(_ id: ObjectID, at path: [UInt8]) throws(GitError) -> Owned? {
    if id == .emptyTree || id == .none { return nil }
    do {
      var raw = try id.raw
      return try unsafe Owned(freedBy: git_tree_free) { pointer in
        unsafe git_tree_lookup(&pointer, handle.pointer, &raw)
      }
    } catch {
      let place = path.isEmpty ? "root tree" : "tree of the folder \(Repository.shown(path))"
      throw self.error(error, reading: place, id: id)
    }
  }

  /// A path for sentences: control characters and bytes that are not UTF-8 are replaced.
  static func shown(_ path: [UInt8]) -> String { Command.shown(String(decoding: path, as: UTF8.self)) }
}
