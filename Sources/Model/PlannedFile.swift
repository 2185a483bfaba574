/// What git says happened to a file.
package enum FileStatus: String, Sendable, Hashable, Codable {
  case added, modified, deleted, renamed, copied
  case typeChanged = "type-changed"
  case modeChanged = "mode-changed"
}

/// What the plan does with a changed file.
package enum Disposition: String, Sendable, Hashable, Codable {
  /// Cut into units, all of which will be asked.
  case planned
  /// Left out by a named rule.
  case excluded
  /// Could not be read; the rule names why (for example `missing-object`).
  case failed
}

/// A row of the coverage ledger: one changed file of one range.
package struct PlannedFile: Sendable, Hashable, Codable {
  package var range: Int
  package var path: String
  package var oldPath: String?
  /// True when `path` is percent-encoded because its bytes are not UTF-8.
  package var percentEncoded: Bool
  package var status: FileStatus
  /// As `git diff --numstat -M` counts; zero for a binary file.
  package var lines: LineCount
  package var disposition: Disposition
  /// The rule that excluded it or made it fail: `binary`, `lock-file`, `generated`, `vendored`, `job:PATTERN`, …
  package var rule: String?
  package var units: [Digest]

  package init(
    range: Int, path: String, oldPath: String?, percentEncoded: Bool, status: FileStatus, lines: LineCount,
    disposition: Disposition, rule: String?, units: [Digest]
  ) {
    self.range = range
    self.path = path
    self.oldPath = oldPath
    self.percentEncoded = percentEncoded
    self.status = status
    self.lines = lines
    self.disposition = disposition
    self.rule = rule
    self.units = units
  }
}

/// One resolved git range, as the plan, the store and the report name it.
package struct ReviewRange: Sendable, Hashable, Codable {
  /// The repository as the user named it.
  package var repository: String
  /// Full commit ids. `base` is the empty tree's id for a root commit.
  package var base: String
  package var head: String
  /// The tree compared against; equals `base` with `--direct`.
  package var mergeBase: String
  package var direct: Bool
  /// One line that says what the change is about (a commit's subject with `each: commit`); hostile data.
  package var title: String?
  /// What the user must know about how the range was found, one sentence each.
  package var notes: [String]

  package init(
    repository: String, base: String, head: String, mergeBase: String, direct: Bool, title: String?,
    notes: [String]
  ) {
    self.repository = repository
    self.base = base
    self.head = head
    self.mergeBase = mergeBase
    self.direct = direct
    self.title = title
    self.notes = notes
  }
}
