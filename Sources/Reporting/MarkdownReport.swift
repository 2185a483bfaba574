import Model

/// A report as GitHub and GitLab show it: verdict, findings, coverage, and at last the facts of this run.
///
/// Everything above the heading "Run facts" depends on the change, the job and the answers alone. Ids and times
/// of the run, attempts, routes, cost and egress stand below it: two runs with the same answers give the same
/// bytes above.
struct MarkdownReport {
  let record: RunRecord
  let report: Report
  private let byteLimit: Int
  /// Rows that a table shows before it counts the rest.
  let rowLimit: Int

  init(_ report: Report, of record: RunRecord, byteLimit: Int) {
    self.report = report
    self.record = record
    self.byteLimit = byteLimit
    rowLimit = byteLimit >= 200_000 ? 50 : 15
  }

  func text() -> String {
    let head = ["# \(report.verdict.line)"] + introduction + findingsOverview
    let tail = coverageSection + runFacts
    let room = byteLimit - Self.byteCount(of: head + tail)
    let text = (head + findingDetails(within: room) + tail).joined(separator: "\n\n") + "\n"
    return text.utf8.count <= byteLimit ? text : outline
  }

  /// What is said when not even the tables fit.
  private var outline: String {
    let lines = report.coverage.lines
    let sums = Fate.allCases.map { "- \($0.title): \(Figure.lines(lines[$0]))" }.joined(separator: "\n")
    let note =
      "The report does not fit into \(Figure.grouped(byteLimit)) bytes; the JSON report has all of it."
    return ["# \(report.verdict.line)", note, sums].joined(separator: "\n\n") + "\n"
  }

  /// Bytes of blocks with the empty lines between them.
  static func byteCount(of blocks: [String]) -> Int { blocks.reduce(0) { $0 + $1.utf8.count + 2 } }

  /// Job, range and gate in two sentences.
  private var introduction: [String] {
    let header = record.header
    guard !record.files.isEmpty || header.ranges.count != 1 else {
      let range = header.ranges.first.map { ", \(name(of: $0))" } ?? ""
      return ["Job \(MarkdownText.code(header.job.name))\(range)."] + notes
    }
    let files = Figure.count(record.files.count, "changed file")
    let units = Figure.count(record.units.count, "unit")
    let size = "\(files) (\(Figure.lines(report.coverage.total))), cut into \(units)."
    let job = "Job \(MarkdownText.code(header.job.name))"
    var blocks: [String] = []
    if let range = header.ranges.first, header.ranges.count == 1 {
      blocks.append("\(job), \(name(of: range)): \(size) \(gate)")
    } else {
      blocks.append("\(job), \(Figure.count(header.ranges.count, "range")): \(size) \(gate)")
      let names = header.ranges.map { "- \(name(of: $0))" }
      if !names.isEmpty { blocks.append(shown(names, "range").joined(separator: "\n")) }
    }
    return blocks + notes
  }

  /// How the ranges were found, where that is worth a word.
  private var notes: [String] {
    let notes = record.header.ranges.flatMap(\.notes).map { "- Note: \(MarkdownText.inline($0))" }
    return notes.isEmpty ? [] : [shown(notes, "note").joined(separator: "\n")]
  }

  private func name(of range: ReviewRange) -> String {
    let base = MarkdownText.code(String(range.direct ? range.base.prefix(12) : range.mergeBase.prefix(12)))
    let head = MarkdownText.code(String(range.head.prefix(12)))
    let repository = range.repository == "." ? "" : " in \(MarkdownText.code(range.repository))"
    let title = range.title.map { " (\(MarkdownText.inline($0, longest: 200)))" } ?? ""
    return "from \(base) to \(head)\(repository)\(title)"
  }

  private var gate: String {
    let gate = record.header.job.gate
    let coverage = Figure.percent(Int((gate.requireCoverage * 1000).rounded()), of: 1000)
    let wanted =
      gate.requireCoverage > 0 ? "\(coverage) of the lines must be reviewed" : "coverage is not asked for"
    guard let failOn = gate.failOn else { return "The gate is off; \(wanted)." }
    let severity = failOn == .critical ? "critical" : "\(failOn.rawValue) or worse"
    let confidence =
      gate.minConfidence > 0 ? " at confidence \(Self.confidence(gate.minConfidence)) or more" : ""
    return "The gate fails on \(severity)\(confidence); \(wanted)."
  }

  /// `0.85`: two decimals at most, at least one.
  static func confidence(_ value: Double) -> String {
    guard value.isFinite, (0...1).contains(value) else { return "unknown" }
    let hundredths = Int((value * 100).rounded())
    let text = "\(hundredths / 100).\(hundredths / 10 % 10)"
    return hundredths % 10 == 0 ? text : text + "\(hundredths % 10)"
  }

  /// The first rows of a list, and a last one that counts the rest.
  func shown(_ rows: some Collection<String>, _ noun: String, cells: Int = 0) -> [String] {
    guard rows.count > rowLimit else { return Array(rows) }
    let rest = "and \(Figure.count(rows.count - rowLimit, "more \(noun)")), in the JSON report"
    let row = cells == 0 ? "- \(rest)" : "| \(rest)" + String(repeating: " |", count: cells)
    return Array(rows.prefix(rowLimit)) + [row]
  }

  /// A table; empty without rows. Only the rows that are shown are asked for.
  func table(
    _ titles: [String], _ rule: [String], _ rows: some Collection<[String]>, _ noun: String
  ) -> String {
    guard !rows.isEmpty else { return "" }
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    let lines = shown(rows.lazy.map(line), noun, cells: titles.count)
    return ([line(titles), line(rule)] + lines).joined(separator: "\n")
  }

  /// `path:3–5`, or the path alone for a note on the file.
  static func place(_ place: ReportedFinding.Place, in setting: MarkdownText.Place = .paragraph) -> String {
    let path = VisibleText.shortened(VisibleText.exact(place.file), to: setting == .cell ? 120 : 400)
    guard place.startLine > 0 else { return MarkdownText.span(path, in: setting) }
    let lines =
      place.endLine > place.startLine ? "\(place.startLine)–\(place.endLine)" : "\(place.startLine)"
    return MarkdownText.span("\(path):\(lines)", in: setting)
  }
}
