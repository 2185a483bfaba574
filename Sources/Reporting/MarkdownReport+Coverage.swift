import Model

extension MarkdownReport {
  /// What became of every changed line, and what was not reviewed and why.
  var coverageSection: [String] {
    guard !record.files.isEmpty else {
      guard record.isPlanned, !record.header.ranges.isEmpty else { return [] }
      return ["## Coverage", emptyDiffProof]
    }
    return ["## Coverage", fateTable] + gapBlocks + fileBlocks + authorBlocks
  }

  private var emptyDiffProof: String {
    let ranges = record.header.ranges.map { range in
      let base = MarkdownText.code(range.direct ? range.base : range.mergeBase)
      return "the trees of \(base) and \(MarkdownText.code(range.head))"
    }
    return "Sluice compared \(shown(ranges, "range").joined(separator: "; ")) and found no difference."
  }

  private var fateTable: String {
    let total = report.coverage.total
    let rows = Fate.allCases.compactMap { fate -> [String]? in
      let lines = report.coverage.lines[fate]
      guard fate == .reviewed || lines != .zero else { return nil }
      let share = Figure.percent(lines.total, of: total.total)
      return [fate.title, Figure.grouped(lines.added), Figure.grouped(lines.removed), share]
    }
    let sum = ["**All changed lines**", Figure.grouped(total.added), Figure.grouped(total.removed), "100 %"]
    return table(["Lines", "Added", "Removed", "Share"], [":--", "--:", "--:", "--:"], rows + [sum], "row")
  }

  /// What was not reviewed, by fate and reason.
  private var gapBlocks: [String] {
    let groups = GapGroup.collect(from: report.coverage)
    guard !groups.isEmpty else { return [] }
    let rows = groups.lazy.map { group in
      [group.fate.title, group.reason, group.files, Figure.lines(group.lines)]
    }
    let titles = ["Fate", "Why", "Files", "Lines"]
    return ["### Not reviewed", table(titles, [":--", ":--", ":--", "--:"], rows, "reason")]
  }

  private var fileBlocks: [String] {
    let rows = report.coverage.rows.lazy.map { row in
      let path = MarkdownText.code(row.file.path, in: .cell, longest: 120)
      let from = row.file.oldPath.map { " from \(MarkdownText.code($0, in: .cell, longest: 120))" } ?? ""
      let status = row.file.status.rawValue + (row.file.oldPath == row.file.path ? "" : from)
      return [path, status, Figure.lines(row.file.lines), row.outcome]
    }
    return [
      "### Files",
      table(["File", "Change", "Lines", "Outcome"], [":--", ":--", "--:", ":--"], rows, "file"),
    ]
  }

  private var authorBlocks: [String] {
    let rows = report.authors.map { author in
      let identity = MarkdownText.code(author.identity.text, in: .cell, longest: 80)
      let node = MarkdownText.code(author.node, in: .cell, longest: 80)
      return [identity, node, author.tier.rawValue, Figure.grouped(author.units)]
    }
    guard !rows.isEmpty else { return [] }
    return [
      "### Models",
      table(["Model", "Node", "Tier", "Units answered"], [":--", ":--", ":--", "--:"], rows, "model"),
    ]
  }
}

extension Fate {
  var title: String {
    switch self {
    case .reviewed: "Reviewed"
    case .excluded: "Excluded by rule"
    case .failed: "Failed"
    case .deferred: "Deferred"
    case .needsHuman: "Needs a human"
    }
  }
}

extension CoverageRow {
  /// `reviewed`, or each fate with its lines when there are several; restricted units are named.
  fileprivate var outcome: String {
    var fates = Fate.allCases.filter { lines[$0] != .zero }
    for gap in gaps where !fates.contains(gap.fate) { fates.append(gap.fate) }
    let isMixed = fates.count > 1
    var parts = fates.map { fate in
      fate.title.lowercased() + (isMixed ? " \(Figure.lines(lines[fate]))" : "")
    }
    if parts.isEmpty { parts = [units > 0 ? "reviewed" : "no changed line"] }
    if restrictedUnits > 0 {
      let all = restrictedUnits == units
      parts.append(all ? "restricted" : "\(restrictedUnits) of \(Figure.count(units, "unit")) restricted")
    }
    return parts.joined(separator: ", ")
  }
}

/// The gaps of one fate that have the same reason.
private struct GapGroup {
  let fate: Fate
  private let why: Gap.Why
  private(set) var lines = LineCount.zero
  /// The first places, and how many there are in all.
  private var places: [(path: String, part: String)] = []
  private var count = 0

  static func collect(from coverage: Coverage) -> [GapGroup] {
    struct Key: Hashable {
      let fate: Fate
      let why: Gap.Why
    }
    var groups: [GapGroup] = []
    var indices: [Key: Int] = [:]
    for row in coverage.rows {
      for gap in row.gaps {
        let key = Key(fate: gap.fate, why: gap.why)
        let index = indices[key] ?? groups.count
        if index == groups.count { groups.append(GapGroup(gap)) }
        indices[key] = index
        groups[index].add(gap, of: row.file)
      }
    }
    // What stands open comes before what a rule left out on purpose.
    let order: [Fate] = [.failed, .deferred, .needsHuman, .excluded]
    return order.flatMap { fate in groups.filter { $0.fate == fate } }
  }

  private init(_ gap: Gap) {
    fate = gap.fate
    why = gap.why
  }

  private mutating func add(_ gap: Gap, of file: PlannedFile) {
    lines += gap.lines
    count += 1
    guard places.count < 5 else { return }
    places.append((file.path, gap.part.map { " (part \($0) of \(gap.parts))" } ?? ""))
  }

  /// A rule's name or a sentence, for a cell.
  var reason: String {
    switch why {
    case .rule(let name): MarkdownText.code(name, in: .cell, longest: 120)
    case .reason(let sentence): MarkdownText.inline(sentence, in: .cell, longest: 300)
    }
  }

  /// The first places, and how many more there are, for a cell.
  var files: String {
    let shown = places.map { MarkdownText.code($0.path, in: .cell, longest: 100) + $0.part }
    let rest = count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(Figure.grouped(rest)) more" : "")
  }
}
