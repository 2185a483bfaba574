import CLibgit2

/// Collects the lines of one file while libgit2 reports them.
struct PatchDraft {
  private(set) var isBinary = false
  private var bytes: [UInt8] = []
  private var lines: [DiffLine] = []
  private var hunks: [DiffHunk] = []
  private var added = 0
  private var removed = 0

  /// Room for what is certain to come, so that an added or a removed file is copied once.
  mutating func reserve(bytes count: Int) {
    bytes.reserveCapacity(count)
    // Source code has about 35 bytes a line.
    lines.reserveCapacity(count / 32)
  }

  mutating func markBinary() { isBinary = true }

  mutating func begin(_ hunk: git_diff_hunk) {
    hunks.append(
      DiffHunk(
        oldStart: Int(hunk.old_start), oldLines: Int(hunk.old_lines), newStart: Int(hunk.new_start),
        newLines: Int(hunk.new_lines), lines: lines.count..<lines.count))
  }

  mutating func append(_ line: borrowing git_diff_line) {
    let kind: DiffLine.Kind
    switch unsafe UInt8(bitPattern: line.origin) {
    case UInt8(ascii: "+"):
      kind = .added
      added += 1
    case UInt8(ascii: "-"):
      kind = .removed
      removed += 1
    case UInt8(ascii: " "): kind = .context
    default:
      // The GIT_DIFF_LINE_*_EOFNL kinds: the remark "no newline at end of file" about the line before.
      if !lines.isEmpty { lines[lines.count - 1].lacksNewline = true }
      return
    }
    let start = bytes.count
    var content = unsafe UnsafeRawBufferPointer(start: line.content, count: line.content_len)
    if unsafe content.last == UInt8(ascii: "\n") {
      unsafe content = UnsafeRawBufferPointer(rebasing: content.dropLast())
    }
    unsafe bytes.append(contentsOf: content)
    lines.append(
      DiffLine(
        kind: kind, oldNumber: unsafe max(line.old_lineno, 0), newNumber: unsafe max(line.new_lineno, 0),
        text: start..<bytes.count, lacksNewline: false))
    hunks[hunks.count - 1].lines = hunks[hunks.count - 1].lines.lowerBound..<lines.count
  }

  consuming func patch(for change: FileChange, content: [UInt8]) -> FilePatch {
    if isBinary {
      return FilePatch(
        change: change, isBinary: true, bytes: [], lines: [], hunks: [], added: 0, removed: 0, content: [])
    }
    return FilePatch(
      change: change, isBinary: false, bytes: bytes, lines: lines, hunks: hunks, added: added,
      removed: removed, content: content)
  }
}

extension PatchDraft {
  /// The draft behind the payload of a libgit2 callback.
  private static func at(_ payload: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<PatchDraft>? {
    unsafe payload?.assumingMemoryBound(to: PatchDraft.self)
  }

  static let onFile: git_diff_file_cb = { delta, _, payload in
    if let delta = unsafe delta, unsafe delta.pointee.flags & GIT_DIFF_FLAG_BINARY.rawValue != 0 {
      unsafe PatchDraft.at(payload)?.pointee.markBinary()
    }
    return 0
  }

  static let onHunk: git_diff_hunk_cb = { _, hunk, payload in
    if let hunk = unsafe hunk { unsafe PatchDraft.at(payload)?.pointee.begin(hunk.pointee) }
    return 0
  }

  static let onLine: git_diff_line_cb = { _, _, line, payload in
    if let line = unsafe line { unsafe PatchDraft.at(payload)?.pointee.append(line.pointee) }
    return 0
  }
}
