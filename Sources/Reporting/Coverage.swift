package import Model

/// What became of a changed line.
package enum Fate: String, Sendable, Hashable, CaseIterable {
  case reviewed
  /// Left out by a named rule.
  case excluded
  case failed
  /// Budget, deadline, no node, or the run stopped before the unit was asked.
  case deferred
  case needsHuman
}

/// Lines by fate.
package struct FateCount: Sendable, Hashable {
  package var reviewed = LineCount.zero
  package var excluded = LineCount.zero
  package var failed = LineCount.zero
  package var deferred = LineCount.zero
  package var needsHuman = LineCount.zero

  package subscript(fate: Fate) -> LineCount {
    get {
      switch fate {
      case .reviewed: reviewed
      case .excluded: excluded
      case .failed: failed
      case .deferred: deferred
      case .needsHuman: needsHuman
      }
    }
    set {
      switch fate {
      case .reviewed: reviewed = newValue
      case .excluded: excluded = newValue
      case .failed: failed = newValue
      case .deferred: deferred = newValue
      case .needsHuman: needsHuman = newValue
      }
    }
  }

  package var total: LineCount { reviewed + excluded + failed + deferred + needsHuman }
}

/// A piece of a file that was not reviewed, and why.
package struct Gap: Sendable, Hashable {
  package enum Why: Sendable, Hashable {
    /// A rule's name.
    case rule(String)
    /// A sentence, perhaps with foreign text in it.
    case reason(String)
  }

  package var fate: Fate
  package var why: Why
  package var lines: LineCount
  /// 1-based part of `parts`; nil for a whole file.
  package var part: Int?
  package var parts: Int
}

/// One changed file with the fates of its lines.
package struct CoverageRow: Sendable, Hashable {
  package var file: PlannedFile
  package var lines: FateCount
  package var gaps: [Gap]
  /// Units of the file, and how many of them no cloud node may see.
  package var units: Int
  package var restrictedUnits: Int
}

/// The ledger of changed lines: its sums equal `git diff --numstat -M`, whatever happened.
package struct Coverage: Sendable, Hashable {
  /// A row for each changed file, in the plan's order.
  package var rows: [CoverageRow]
  package var lines: FateCount
  /// False when the units of some file do not sum up to its lines in a complete plan. The difference is
  /// counted as failed, so that the sums hold; the cause is a defect.
  package var addsUp: Bool

  package var reviewed: LineCount { lines.reviewed }
  package var excluded: LineCount { lines.excluded }
  package var failed: LineCount { lines.failed }
  package var deferred: LineCount { lines.deferred }
  package var needsHuman: LineCount { lines.needsHuman }
  package var total: LineCount { lines.total }

  package init(of record: RunRecord) {
    var rows = record.files.map(CoverageRow.init)
    let index = FileIndex(record.files)
    var hasStray = false
    for unit in record.units {
      if let row = index.row(of: unit) {
        rows[row].add(unit, of: record.state)
      } else {
        hasStray = true
      }
    }
    var addsUp = !hasStray
    for index in rows.indices {
      let isWhole = rows[index].settle(isPlanned: record.isPlanned)
      addsUp = addsUp && (isWhole || !record.isPlanned)
    }
    self.rows = rows
    self.addsUp = addsUp
    lines = rows.reduce(into: FateCount()) { sum, row in
      for fate in Fate.allCases { sum[fate] += row.lines[fate] }
    }
  }

  /// Whether the share of the planned lines that was reviewed is what the gate asks for. With full coverage
  /// asked for, nothing may be open at all: a file that could not be read has no lines to count.
  func satisfies(_ gate: Gate) -> Bool {
    guard gate.requireCoverage < 1 else { return false }
    let planned = total.total - excluded.total
    return Double(reviewed.total) >= gate.requireCoverage * Double(planned)
  }

}

/// Finds the file that a unit belongs to.
private struct FileIndex {
  private struct Key: Hashable {
    let range: Int
    let path: String
  }

  private let files: [PlannedFile]
  private var first: [Key: Int] = [:]
  /// Further rows of the same path: a file that changes its type is a deletion and an addition.
  private var others: [Key: [Int]] = [:]

  init(_ files: [PlannedFile]) {
    self.files = files
    for (row, file) in files.enumerated() {
      let key = Key(range: file.range, path: file.path)
      if first[key] == nil { first[key] = row } else { others[key, default: []].append(row) }
    }
  }

  func row(of unit: UnitRecord) -> Int? {
    let key = Key(range: unit.range, path: unit.path)
    guard !others.isEmpty, let others = others[key] else { return first[key] }
    return others.first { files[$0].units.contains(unit.id) } ?? first[key]
  }
}

extension CoverageRow {
  fileprivate init(_ file: PlannedFile) {
    self.init(file: file, lines: FateCount(), gaps: [], units: 0, restrictedUnits: 0)
    switch file.disposition {
    case .planned: break
    case .excluded: note(.excluded, .rule(file.rule ?? "unnamed"), file.lines)
    case .failed: note(.failed, .rule(file.rule ?? "unreadable"), file.lines)
    }
  }

  fileprivate mutating func add(_ unit: UnitRecord, of state: RunState) {
    units += 1
    restrictedUnits += unit.sensitivity == .restricted ? 1 : 0
    let stopped = state == .running ? "not asked yet" : "not asked: the run stopped before"
    let unknown = "no reason was recorded"
    switch unit.state {
    case .answered: lines.reviewed += unit.lines
    case .planned: note(.deferred, .reason(stopped), unit.lines, unit)
    case .failed: note(.failed, .reason(unit.stateReason ?? unknown), unit.lines, unit)
    case .deferred: note(.deferred, .reason(unit.stateReason ?? unknown), unit.lines, unit)
    case .needsHuman: note(.needsHuman, .reason(unit.stateReason ?? unknown), unit.lines, unit)
    }
  }

  /// Accounts for lines that no unit claims; false when there were any.
  fileprivate mutating func settle(isPlanned: Bool) -> Bool {
    let claimed = lines.total
    let rest = LineCount(
      added: file.lines.added - claimed.added, removed: file.lines.removed - claimed.removed)
    guard rest != .zero else { return true }
    let why =
      isPlanned
      ? "the units do not add up to the file's lines (a defect of Sluice)"
      : "the run stopped before its plan was complete"
    note(isPlanned ? .failed : .deferred, .reason(why), rest)
    return false
  }

  private mutating func note(_ fate: Fate, _ why: Gap.Why, _ count: LineCount, _ unit: UnitRecord? = nil) {
    lines[fate] += count
    let part = unit.flatMap { $0.parts > 1 ? $0.part : nil }
    gaps.append(Gap(fate: fate, why: why, lines: count, part: part, parts: unit?.parts ?? 1))
  }
}
