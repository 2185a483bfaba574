/// A git object id (SHA-1), as 40 lower-case hexadecimal digits.
package struct ObjectID: Sendable, Hashable {
  package let hex: String

  package init(hex: String) { self.hex = hex }

  /// The id git gives to "no such object" (a side of an addition or a deletion).
  package static let none = ObjectID(hex: String(repeating: "0", count: 40))
  /// The id of the tree without entries: the base of a root commit.
  package static let emptyTree = ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
}

/// What stands at a path on one side of a change.
package enum EntryKind: Sendable, Hashable {
  case none, file, executable, symlink, submodule
}

/// One changed path of a range, before its lines are read.
package struct FileChange: Sendable, Hashable {
  package enum Status: Sendable, Hashable {
    case added, modified, deleted, renamed, copied, typeChanged, modeChanged
  }

  package var status: Status
  /// Raw bytes as git stores them; equal to `newPath` unless renamed or copied.
  package var oldPath: [UInt8]
  package var newPath: [UInt8]
  package var oldID: ObjectID
  package var newID: ObjectID
  package var oldKind: EntryKind
  package var newKind: EntryKind

  package init(
    status: Status, oldPath: [UInt8], newPath: [UInt8], oldID: ObjectID, newID: ObjectID,
    oldKind: EntryKind, newKind: EntryKind
  ) {
    self.status = status
    self.oldPath = oldPath
    self.newPath = newPath
    self.oldID = oldID
    self.newID = newID
    self.oldKind = oldKind
    self.newKind = newKind
  }
}

/// One line of a hunk.
package struct DiffLine: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable {
    case context, added, removed
  }

  package var kind: Kind
  /// 1-based line numbers on each side; 0 where the line does not exist on that side.
  package var oldNumber: Int32
  package var newNumber: Int32
  /// The line's bytes within `FilePatch.bytes`, without its line feed (a carriage return stays).
  package var text: Range<Int>
  /// The file ends here without a final newline.
  package var lacksNewline: Bool

  package init(kind: Kind, oldNumber: Int32, newNumber: Int32, text: Range<Int>, lacksNewline: Bool) {
    self.kind = kind
    self.oldNumber = oldNumber
    self.newNumber = newNumber
    self.text = text
    self.lacksNewline = lacksNewline
  }
}

/// A run of changed lines with the context around it.
package struct DiffHunk: Sendable, Hashable {
  package var oldStart: Int
  package var oldLines: Int
  package var newStart: Int
  package var newLines: Int
  /// Indices into `FilePatch.lines`.
  package var lines: Range<Int>

  package init(oldStart: Int, oldLines: Int, newStart: Int, newLines: Int, lines: Range<Int>) {
    self.oldStart = oldStart
    self.oldLines = oldLines
    self.newStart = newStart
    self.newLines = newLines
    self.lines = lines
  }
}

/// The lines of one changed file, copied out of C.
package struct FilePatch: Sendable {
  package var change: FileChange
  package var isBinary: Bool
  /// The text of all lines of all hunks, one after another.
  package var bytes: [UInt8]
  package var lines: [DiffLine]
  package var hunks: [DiffHunk]
  /// As `git diff --numstat` counts.
  package var added: Int
  package var removed: Int
  /// The whole file on the new side (the old side of a deletion), for its declarations; empty for a binary file.
  package var content: [UInt8]

  package init(
    change: FileChange, isBinary: Bool, bytes: [UInt8], lines: [DiffLine], hunks: [DiffHunk], added: Int,
    removed: Int, content: [UInt8]
  ) {
    self.change = change
    self.isBinary = isBinary
    self.bytes = bytes
    self.lines = lines
    self.hunks = hunks
    self.added = added
    self.removed = removed
    self.content = content
  }
}
