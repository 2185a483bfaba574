import Git

/// Patches for tests, written as the lines of hunks with their marks.
enum SamplePatch {
  /// One hunk per text; each begins `distance` lines behind the one before. The content is the new side (the old
  /// side of a deletion) with `x` lines between the hunks.
  static func make(
    _ hunks: [String], path: String = "Sources/A.swift", oldPath: String? = nil,
    status: FileChange.Status = .modified, distance: Int = 10
  ) -> FilePatch {
    var patch = FilePatch(
      change: change(path, oldPath: oldPath, status: status), isBinary: false, bytes: [], lines: [],
      hunks: [],
      added: 0, removed: 0, content: [])
    var old = 1
    var new = 1
    for hunk in hunks {
      append(hunk, to: &patch, &old, &new, isDeleted: status == .deleted)
      for _ in 0..<distance { patch.content += Array("x\n".utf8) }
      old += distance
      new += distance
    }
    return patch
  }

  static func change(
    _ path: String, oldPath: String? = nil, status: FileChange.Status = .modified, newKind: EntryKind = .file
  ) -> FileChange {
    FileChange(
      status: status, oldPath: Array((oldPath ?? path).utf8), newPath: Array(path.utf8), oldID: .none,
      newID: .none,
      oldKind: status == .added ? .none : newKind, newKind: status == .deleted ? .none : newKind)
  }

  private static func append(
    _ hunk: String, to patch: inout FilePatch, _ old: inout Int, _ new: inout Int, isDeleted: Bool
  ) {
    let first = patch.lines.count
    let (oldStart, newStart) = (old, new)
    for line in hunk.split(separator: "\n", omittingEmptySubsequences: false) where !line.isEmpty {
      let kind: DiffLine.Kind = line.first == "+" ? .added : line.first == "-" ? .removed : .context
      let text = Array(line.utf8.dropFirst())
      let start = patch.bytes.count
      patch.bytes += text + [10]
      patch.lines.append(
        DiffLine(
          kind: kind, oldNumber: kind == .added ? 0 : Int32(old),
          newNumber: kind == .removed ? 0 : Int32(new),
          text: start..<start + text.count, lacksNewline: false))
      if isDeleted ? kind != .added : kind != .removed { patch.content += text + [10] }
      if kind != .added { old += 1 }
      if kind != .removed { new += 1 }
      if kind == .added { patch.added += 1 }
      if kind == .removed { patch.removed += 1 }
    }
    patch.hunks.append(
      DiffHunk(
        oldStart: old == oldStart ? oldStart - 1 : oldStart, oldLines: old - oldStart,
        newStart: new == newStart ? newStart - 1 : newStart, newLines: new - newStart,
        lines: first..<patch.lines.count))
  }
}

/// A generator whose seed is printed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    print("seed \(seed)")
    state = seed
  }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
