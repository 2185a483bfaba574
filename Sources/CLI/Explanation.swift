import Checkpoints
import Model

/// The story of one unit in plain sentences.
struct Explanation {
  let histories: [UnitHistory]
  let predecessors: [ReviewUnit]
  let showsRaw: Bool

  var text: String {
    guard let latest = histories.first else { return "" }
    let parts = [cut(latest.unit), classified(latest.unit), reused(latest.unit)]
    let runs = histories.map(story)
    let request =
      showsRaw
      ? ["Request:\n\(printable(latest.unit.prompt.instructions + "\n" + latest.unit.prompt.user))"] : []
    return (parts + runs + request).joined(separator: "\n\n")
  }

  private func cut(_ unit: ReviewUnit) -> String {
    let spans = unit.hunks.map {
      "new lines \($0.span.newStart)-\($0.span.newStart + max($0.span.newLines, 1) - 1)"
    }
    return """
      Unit \(unit.id.hex)
      Cut: part \(unit.part) of \(unit.parts) of \(printable(unit.path)), +\(unit.lines.added) -\(unit.lines.removed), \
      \(spans.joined(separator: "; ")); about \(unit.prompt.estimatedTokens) tokens
      """
  }

  private func classified(_ unit: ReviewUnit) -> String {
    let rules = unit.sensitivityRules.isEmpty ? "" : " by \(unit.sensitivityRules.joined(separator: ", "))"
    let signals = unit.signals.isEmpty ? "none" : unit.signals.map(\.rawValue).joined(separator: ", ")
    return "Classified: \(unit.sensitivity.rawValue)\(printable(rules)); signals: \(signals)"
  }

  /// Names the field that changed since the last run in which the same part of the same file was asked.
  private func reused(_ unit: ReviewUnit) -> String {
    guard let before = predecessors.first else { return "Reuse: no earlier run has this part of this file" }
    guard before.id != unit.id else {
      return "Reuse: same content as in the run before, so its answer counts"
    }
    let names = Set(before.fields.keys).union(unit.fields.keys)
    let changed = names.filter { before.fields[$0] != unit.fields[$0] }.sorted()
    return
      "Reuse: not the unit \(before.id.short) of the run before; changed: \(changed.joined(separator: ", "))"
  }

  private func story(_ history: UnitHistory) -> String {
    var lines = [
      "Run \(history.run): \(history.state.rawValue)\(history.stateReason.map { " (\(printable($0)))" } ?? "")"
    ]
    for attempt in history.attempts {
      let took = Double(attempt.endedAt - attempt.startedAt) / 1000
      lines.append(
        "  \(attempt.reason.text) on \(attempt.node) (\(attempt.tier.rawValue), \(attempt.identity.text)): "
          + "\(attempt.ending.rawValue) after \(took) s\(attempt.detail.map { ", \(printable($0))" } ?? "")")
      if showsRaw { lines.append("  raw answer: \(printable(attempt.rawAnswer))") }
    }
    if history.attempts.isEmpty, history.state == .answered {
      lines.append("  answer inherited, no call was made")
    }
    if let answer = history.answer {
      lines.append("  findings: \(answer.findings.count)\(dropped(answer))")
    }
    return lines.joined(separator: "\n")
  }

  private func dropped(_ answer: Answer) -> String {
    guard !answer.dropped.isEmpty else { return "" }
    let counts = answer.dropped.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return " (left out: \(counts.joined(separator: ", ")))"
  }

  /// Hostile text reaches the terminal only without its control characters.
  private func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          let isControl = scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
          return isControl || scalar.properties.isBidiControl ? "\u{FFFD}" : scalar
        }))
  }
}
