import Model

extension PlanDocument {
  /// The plan for a terminal `width` columns wide (0: any): units, then what is left out and why, then sums.
  package func table(width: Int) -> String {
    var parts: [String] = []
    if !units.isEmpty { parts.append(unitTable(width: width)) }
    if files.contains(where: { $0.disposition != .planned }) { parts.append(omittedTable(width: width)) }
    return (parts + [totals]).joined(separator: "\n")
  }

  private func unitTable(width: Int) -> String {
    var table = TerminalTable([
      .init(title: "TIER"), .init(title: "UNIT"), .init(title: "PATH", yield: .middle), .init(title: "LINES"),
      .init(title: "TOKENS", side: .right), .init(title: "AT MOST", side: .right),
      .init(title: "WHY", yield: .end),
    ])
    for (index, unit) in units.enumerated() {
      let route = route(of: index)
      let part = unit.parts > 1 ? " [\(unit.part)/\(unit.parts)]" : ""
      table.add([
        route.tier?.rawValue ?? "none", unit.id.short, unit.path + part, Self.lines(unit.lines),
        Figure.grouped(unit.prompt.estimatedTokens), "$\(route.maxCost.dollars)", why(unit, route),
      ])
    }
    return table.text(width: width)
  }

  /// The route's reason, and before it what the unit's code says.
  private func why(_ unit: ReviewUnit, _ route: PlannedRoute) -> String {
    guard unit.sensitivity == .restricted else { return route.reason }
    let rules = unit.sensitivityRules.joined(separator: ", ")
    return "restricted\(rules.isEmpty ? "" : " by \(rules)"); \(route.reason)"
  }

  private func omittedTable(width: Int) -> String {
    var table = TerminalTable([
      .init(title: "NOT PLANNED"), .init(title: "RULE", yield: .end), .init(title: "PATH", yield: .middle),
      .init(title: "LINES"),
    ])
    for file in files where file.disposition != .planned {
      table.add([file.disposition.rawValue, file.rule ?? "", file.path, Self.lines(file.lines)])
    }
    return table.text(width: width)
  }

  private var totals: String {
    guard !files.isEmpty else { return "Nothing to review: no file differs between base and head.\n" }
    var text =
      "\(Figure.count(files.count, "file")), \(Self.lines(Self.lines(files))): "
      + "\(Figure.count(units.count, "unit")) planned (\(Self.lines(Self.lines(files, .planned))))"
    let omitted: [(Disposition, String)] = [(.excluded, "excluded"), (.failed, "not readable")]
    for (disposition, word) in omitted where files.contains(where: { $0.disposition == disposition }) {
      let count = files.count { $0.disposition == disposition }
      text += ", \(Figure.count(count, "file")) \(word) (\(Self.lines(Self.lines(files, disposition))))"
    }
    let cost = units.indices.reduce(Money.zero) { $0 + route(of: $1).maxCost }
    return text + "; at most $\(cost.dollars).\n"
  }

  private static func lines(_ lines: LineCount) -> String { "+\(lines.added) -\(lines.removed)" }
}
