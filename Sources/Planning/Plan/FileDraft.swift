import Git
import Model

/// One changed file after reading, classifying and cutting, before its neighbours are known.
struct FileDraft: Sendable {
  /// One unit without the head it shares with its neighbours.
  struct Part: Sendable {
    var body: String
    var bodyTokens: Int
    var lines: LineCount
    var hunks: [UnitHunk]
    var enclosing: [String]
    var rules: [String]
    var signals: [Signal]
  }

  var file: PlannedFile
  var path: RepositoryPath
  var parts: [Part] = []

  /// Whether others may be told that the file exists: only when every part of it is open.
  var isOpen: Bool { !parts.isEmpty && parts.allSatisfy { $0.rules.isEmpty } }

  /// A row of the ledger without units.
  init(
    _ change: FileChange, path: RepositoryPath, range: Int, lines: LineCount, disposition: Disposition,
    rule: String?
  ) {
    self.path = path
    let isMoved = change.status == .renamed || change.status == .copied
    file = PlannedFile(
      range: range, path: path.text, oldPath: isMoved ? RepositoryPath(change.oldPath).text : nil,
      percentEncoded: path.isPercentEncoded, status: FileStatus(change.status), lines: lines,
      disposition: disposition, rule: rule, units: [])
  }
}

extension FileStatus {
  init(_ status: FileChange.Status) {
    self =
      switch status {
      case .added: .added
      case .modified: .modified
      case .deleted: .deleted
      case .renamed: .renamed
      case .copied: .copied
      case .typeChanged: .typeChanged
      case .modeChanged: .modeChanged
      }
  }
}
