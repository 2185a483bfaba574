import Git

/// One line of `git diff --numstat`; nil counts mean binary.
struct NumstatRow: Equatable, CustomStringConvertible {
  var added: Int?
  var removed: Int?
  var oldPath: [UInt8]
  var newPath: [UInt8]

  var description: String {
    let (old, new) = (String(decoding: oldPath, as: UTF8.self), String(decoding: newPath, as: UTF8.self))
    return "\(added ?? -1) \(removed ?? -1) \(old == new ? new : old + " => " + new)"
  }
}

extension ScratchRepository {
  /// What git says about the difference of two revisions.
  func numstat(_ base: String, _ head: String, renames: String = "-M") throws -> [NumstatRow] {
    let fields = try bytes(["diff", "--numstat", renames, "-z", base, head])
      .split(separator: 0, omittingEmptySubsequences: false)
    var rows: [NumstatRow] = []
    var index = 0
    while index < fields.count - 1 {
      let columns = fields[index].split(separator: 9, maxSplits: 2, omittingEmptySubsequences: false)
      let counts = columns.prefix(2).map { Int(String(decoding: $0, as: UTF8.self)) }
      var row = NumstatRow(
        added: counts[0], removed: counts[1], oldPath: Array(columns[2]), newPath: Array(columns[2]))
      if row.newPath.isEmpty {
        row.oldPath = Array(fields[index + 1])
        row.newPath = Array(fields[index + 2])
        index += 2
      }
      rows.append(row)
      index += 1
    }
    return rows
  }

  /// What this package says about a range.
  func rows(_ request: RangeRequest) throws -> [NumstatRow] {
    let repository = try Repository(at: path)
    let range = try repository.resolve(request)
    return try repository.changes(in: range).changes.map { change in
      let patch = try repository.patch(for: change)
      return NumstatRow(
        added: patch.isBinary ? nil : patch.added, removed: patch.isBinary ? nil : patch.removed,
        oldPath: change.oldPath, newPath: change.newPath)
    }
  }
}

/// SplitMix64: the same sequence on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
