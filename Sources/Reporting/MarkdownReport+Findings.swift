import Model

extension MarkdownReport {
  /// The table of all findings, worst first.
  var findingsOverview: [String] {
    guard !report.findings.isEmpty || !report.dropped.isEmpty else { return [] }
    var blocks = ["## Findings"]
    let rows = report.findings.lazy.map { reported in
      let severity = reported.finding.severity.rawValue.capitalised
      return [
        reported.failsGate ? "**\(severity)**" : severity,
        MarkdownText.inline(reported.finding.title, in: .cell, longest: 160),
        Self.place(reported.place, in: .cell),
        Self.confidence(reported.finding.confidence),
      ]
    }
    if !rows.isEmpty {
      blocks.append(
        table(["Severity", "Claim", "Place", "Confidence"], [":--", ":--", ":--", "--:"], rows, "finding"))
      let bold = report.findings.contains(where: \.failsGate) ? "Bold fails the gate. " : ""
      blocks.append(
        bold + "A finding is a model's claim, not a proof: Sluice has checked that the quoted code stands "
          + "in the lines named, and nothing more." + noteOnNotes)
    }
    if !report.dropped.isEmpty { blocks.append(droppedNote) }
    return blocks
  }

  private var noteOnNotes: String {
    let hasNotes = report.findings.contains { $0.finding.anchor == .file }
    return hasNotes
      ? " A place without a line is a note on the file: its quote is not in the code, and it never fails the gate."
      : ""
  }

  private var droppedNote: String {
    let parts = report.dropped.sorted { $0.key < $1.key }
      .map { reason, count in
        "\(Figure.grouped(count)) \(MarkdownText.inline(reason))"
          + (Self.meanings[reason].map { " (\($0))" } ?? "")
      }
    return "Left out of the models' replies: \(parts.joined(separator: ", "))."
  }

  private static let meanings = [
    "unanchored": "the quoted code does not exist", "invalid": "not a finding in the form asked for",
    "duplicate": "said twice", "too-many": "above the number asked for",
  ]

  /// Each finding in full, as many as fit into `room` bytes.
  func findingDetails(within room: Int) -> [String] {
    var blocks: [String] = []
    // Kept back for the sentence that counts what did not fit.
    var rest = room - 200
    for (index, reported) in report.findings.enumerated() {
      let detail = self.detail(of: reported, number: index + 1)
      rest -= Self.byteCount(of: detail)
      guard rest >= 0 else {
        let left = report.findings.count - index
        return blocks + [
          "*\(Figure.count(left, "finding")) more would not fit here; the JSON report has all.*"
        ]
      }
      blocks += detail
    }
    return blocks
  }

  private func detail(of reported: ReportedFinding, number: Int) -> [String] {
    let finding = reported.finding
    var blocks = ["### \(number). \(MarkdownText.inline(finding.title, longest: 300))"]
    blocks.append(facts(of: reported))
    if !finding.quote.isEmpty {
      blocks.append(MarkdownText.fence(finding.quote, language: FenceLanguage.of(path: finding.file)))
    }
    blocks += notes(on: reported).map { "> \($0)" }
    blocks += MarkdownText.blocks(finding.explanation)
    blocks += titled("When it fails", MarkdownText.blocks(finding.failureScenario))
    if let suggestion = finding.suggestion {
      blocks += titled(
        "Suggestion",
        Self.looksLikeCode(suggestion)
          ? [MarkdownText.fence(suggestion, language: FenceLanguage.of(path: finding.file))]
          : MarkdownText.blocks(suggestion))
    }
    return blocks
  }

  /// Severity, place, category, confidence and who claims it, on one line.
  private func facts(of reported: ReportedFinding) -> String {
    let finding = reported.finding
    var parts = ["**\(finding.severity.rawValue.capitalised)**", Self.place(reported.place)]
    if record.header.ranges.count > 1 { parts.append("range \(reported.range + 1)") }
    parts.append(finding.category.rawValue)
    parts.append("confidence \(Self.confidence(finding.confidence))")
    if let by = reported.answeredBy {
      let model = MarkdownText.code(by.identity.model)
      parts.append("claimed by \(model) on \(MarkdownText.code(by.node)) (\(by.tier.rawValue))")
    }
    return parts.joined(separator: " · ")
  }

  /// What a reader must know about this finding besides its text.
  private func notes(on reported: ReportedFinding) -> [String] {
    var notes: [String] = []
    switch reported.finding.anchor {
    case .hunk: break
    case .nearHunk: notes.append("The quoted code stands beside the change, not in it.")
    case .file: notes.append("The quoted code was not found; this is a note on the whole file.")
    }
    let rules = reported.sensitivityRules.map { MarkdownText.code($0) }.joined(separator: ", ")
    if reported.sensitivity == .restricted {
      notes.append("Restricted\(rules.isEmpty ? "" : " by \(rules)"): this code stays on local nodes.")
    }
    if reported.isMasked { notes.append("A secret was found here; its value is shown as `•••`.") }
    if !reported.otherPlaces.isEmpty {
      let places = shown(reported.otherPlaces.map { Self.place($0) }, "place").joined(separator: ", ")
      notes.append("The same claim was made at \(places).")
    }
    return notes.isEmpty ? [] : [notes.joined(separator: " ")]
  }

  /// The blocks with a bold title before the first, on its line when that is a paragraph.
  private func titled(_ title: String, _ blocks: [String]) -> [String] {
    guard let first = blocks.first, first != "–" else { return [] }
    if first.hasPrefix("```") || first.hasPrefix("- ") { return ["**\(title):**"] + blocks }
    return ["**\(title):** \(first)"] + blocks.dropFirst()
  }

  /// Several lines, one of which ends or begins as lines of code do.
  static func looksLikeCode(_ text: String) -> Bool {
    let lines = VisibleText.lines(text)
    guard lines.count > 1, !text.contains("```") else { return false }
    return lines.contains { line in
      line.hasPrefix("  ") || line.hasPrefix("\t") || ["{", "}", ";"].contains { line.hasSuffix($0) }
    }
  }
}

extension String {
  /// One of our own words with a capital.
  var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
