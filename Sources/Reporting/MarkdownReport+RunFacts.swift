import Model

extension MarkdownReport {
  /// The last section: all that may differ between two runs with the same answers.
  var runFacts: [String] {
    ["## Run facts", runLines] + routeBlocks + egressBlocks + costBlocks + inheritedBlocks
  }

  private var runLines: String {
    let header = record.header
    var lines = ["- Run \(MarkdownText.code(header.id)) of Sluice \(MarkdownText.inline(header.version))"]
    let exit = record.exitCode ?? report.verdict.exitCode
    let next = record.state == .interrupted ? "; the same command continues it" : ""
    lines.append("- State: \(record.state.rawValue), exit code \(exit)\(next)")
    let start = Timestamp.readable(header.startedAt)
    if let end = record.endedAt {
      let took = Timestamp.duration(end - header.startedAt)
      lines.append("- From \(start) to \(Timestamp.readable(end)), \(took)")
    } else {
      lines.append("- Started \(start), no end recorded")
    }
    return lines.joined(separator: "\n")
  }

  private var routeBlocks: [String] {
    guard !report.routes.isEmpty else { return [] }
    let rows = report.routes.map { route in
      [
        node(route), Figure.grouped(route.units), Figure.grouped(route.attempts), endings(of: route),
        route.firstToken.map { both($0, Self.seconds) } ?? "–",
        route.tokensPerSecond.map { both($0, Figure.tenths) } ?? "–",
      ]
    }
    let titles = ["Node", "Units", "Attempts", "Endings", "First token", "Tokens/s"]
    var blocks = ["### Routes", table(titles, [":--", "--:", "--:", ":--", "--:", "--:"], rows, "node")]
    blocks.append("First token and tokens per second: median / 95th percentile.")
    return blocks + reasonBlocks
  }

  /// Why units were sent more than once; nothing when each was sent once.
  private var reasonBlocks: [String] {
    let routes = report.routes.filter { $0.first < $0.attempts }
    guard !routes.isEmpty else { return [] }
    let rows = routes.map { route in
      [
        node(route), Figure.grouped(route.first), Figure.grouped(route.retries),
        Figure.grouped(route.fallbacks), Figure.grouped(route.repairs), signals(route.escalations),
        signals(route.verifications),
      ]
    }
    let titles = ["Node", "First", "Retries", "Fallbacks", "Repairs", "Escalations", "Verifications"]
    let rule = [":--", "--:", "--:", "--:", "--:", ":--", ":--"]
    let words =
      "A retry asks the same node again, a fallback another node of the same tier, a repair for a reply that can be "
      + "read; an escalation asks a higher tier, a verification a higher tier about one claim only."
    return [table(titles, rule, rows, "node"), words]
  }

  private var egressBlocks: [String] {
    guard !record.files.isEmpty || !report.routes.isEmpty else { return [] }
    let title = "### What left the building"
    let sent = report.egress.filter { $0.attempts > 0 }
    guard !sent.isEmpty else {
      return [title, "Nothing. No request of this run went to a cloud node." + inheritedFromCloud]
    }
    let scope = record.header.job.routing.cloud == .open ? "open" : "allow-listed"
    let rows = sent.map { egress in
      [
        MarkdownText.code(egress.node, in: .cell), Figure.grouped(egress.units),
        Figure.grouped(egress.attempts),
        Figure.grouped(egress.requestBytes), scope,
      ]
    }
    let titles = ["Cloud node", "Units", "Requests", "Bytes", "Clearance"]
    let leaked = sent.reduce(0) { $0 + $1.restrictedUnits }
    let promise =
      leaked == 0
      ? "No restricted unit was among them."
      : "**\(Figure.count(leaked, "restricted unit")) went to a cloud node. This must never happen: "
        + "treat it as a leak and report it as a defect of Sluice.**"
    let sums = table(titles, [":--", "--:", "--:", "--:", ":--"], rows, "node")
    return [title, sums, promise + inheritedFromCloud]
  }

  /// What earlier runs sent out for answers that this run took over.
  private var inheritedFromCloud: String {
    let count = record.units.count { unit in
      unit.answeredBy.map { $0.tier == .cloud && $0.run != record.header.id } ?? false
    }
    guard count > 0 else { return "" }
    return " For \(Figure.count(count, "answer")) taken over, an earlier run had asked a cloud node."
  }

  private var costBlocks: [String] {
    let spent = report.spent
    guard spent != .zero || report.routes.contains(where: { $0.tier == .cloud }) else { return [] }
    let paid = report.routes.filter { $0.spent != .zero }
      .map { "\(MarkdownText.code($0.node)) \(Figure.dollars($0.spent))" }
    let limit = Figure.dollars(record.header.job.budget.perRun)
    var text = "Spent \(Figure.dollars(spent)) of the \(limit) that the job allows for a run"
    text += paid.count > 1 ? " (\(paid.joined(separator: ", ")))." : "."
    if report.estimated != .zero {
      text += " Of this \(Figure.dollars(report.estimated)) is an estimate: the node gave no figure."
    }
    return ["### Cost", text]
  }

  private var inheritedBlocks: [String] {
    guard !report.inherited.isEmpty else { return [] }
    let lines = report.inherited.map {
      "- \(Figure.count($0.units, "answer")) from run \(MarkdownText.code($0.run))"
    }
    let note = "Taken over from earlier runs, because the same request was already answered:"
    return ["### Inherited", note, shown(lines, "run").joined(separator: "\n")]
  }

  private func node(_ route: NodeRoute) -> String {
    "\(MarkdownText.code(route.node, in: .cell, longest: 80)) (\(route.tier.rawValue))"
  }

  private func endings(of route: NodeRoute) -> String {
    Ending.allCases.compactMap { ending in
      route.endings[ending].map { "\(Figure.grouped($0)) \(ending.rawValue)" }
    }.joined(separator: ", ")
  }

  private func signals(_ counts: [Signal: Int]) -> String {
    let parts = Signal.allCases.compactMap { signal in
      counts[signal].map { "\(Figure.grouped($0)) \(signal.rawValue)" }
    }
    return parts.isEmpty ? "0" : parts.joined(separator: ", ")
  }

  private func both(_ spread: Spread, _ format: (Double) -> String) -> String {
    "\(format(spread.median)) / \(format(spread.p95))"
  }

  private static func seconds(_ milliseconds: Double) -> String { "\(Figure.tenths(milliseconds / 1000)) s" }
}
