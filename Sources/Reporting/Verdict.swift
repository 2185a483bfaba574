package import Model

/// What the pipeline is told, computed from the record alone.
package struct Verdict: Sendable, Hashable {
  /// - 1: findings at or above the gate. This wins over 3: a build that must stop anyway stops for the reason
  ///   that a person can mend, and `line` says that the review is incomplete too.
  /// - 4: there were units, and none reached a model, for reasons of infrastructure.
  /// - 3: some unit failed, was deferred or needs a human and the job's coverage is not met; or the run has
  ///   not come to its end.
  /// - 0: clean.
  ///
  /// A process stopped by a signal exits with 130 or 143 all the same; the record keeps that as its `exitCode`.
  package var exitCode: Int
  /// The first line of every report, plain text of ours: "2 findings at or above high. Incomplete: …".
  package var line: String
  /// The findings that fail the build, one per fingerprint, worst first, secrets masked.
  package var gateHits: [Finding]

  package init(of record: RunRecord) {
    self.init(of: record, findings: ReportedFinding.collect(from: record), coverage: Coverage(of: record))
  }

  init(of record: RunRecord, findings: [ReportedFinding], coverage: Coverage) {
    let hits = findings.filter(\.failsGate).map(\.finding)
    let shortfall = Shortfall(of: record, coverage: coverage)
    exitCode =
      if !hits.isEmpty { 1 } else if shortfall.isOfInfrastructure { 4 } else if shortfall.matters { 3 } else {
        0
      }
    gateHits = hits
    let result = Self.result(of: record, hits: hits.count, findings: findings.count, shortfall: shortfall)
    // A partial run says so in its first words, unless there is a finding that stops the build anyway.
    let leads = !hits.isEmpty || shortfall.isOfInfrastructure || !shortfall.matters
    let parts = leads ? [result, shortfall.sentence] : [shortfall.sentence, result]
    line = parts.compactMap(\.self).joined(separator: ". ")
  }

  /// The half of the line that says what was found; nil when the other half says it all.
  private static func result(
    of record: RunRecord, hits: Int, findings: Int, shortfall: Shortfall
  ) -> String? {
    let gate = record.header.job.gate.failOn?.rawValue
    if hits > 0, let gate { return "\(Figure.count(hits, "finding")) at or above \(gate)" }
    if shortfall.isOfInfrastructure {
      let units = record.units.count
      return "Nothing could be asked: \(Figure.count(units, "unit")), and none reached a model"
    }
    if shortfall.matters {
      return findings == 0 ? nil : "\(Figure.count(findings, "finding")) so far, none of which fails the gate"
    }
    if record.units.isEmpty { return nothingToReview(record) }
    guard let gate else {
      return "Clean: \(Figure.count(findings, "finding")), and the job's gate is off"
    }
    let below = findings == 0 ? "" : "; \(Figure.count(findings, "finding")) short of it"
    return "Clean: nothing fails the gate at \(gate) in \(Figure.count(record.units.count, "unit"))\(below)"
  }

  private static func nothingToReview(_ record: RunRecord) -> String {
    switch record.files.count {
    case 0: "Nothing to review: no file differs between base and head"
    case let count where record.files.contains { $0.disposition == .excluded }:
      "Nothing to review: no rule lets any of \(Figure.count(count, "changed file")) through"
    case let count: "Nothing to review: \(Figure.count(count, "changed file")) without a changed line"
    }
  }
}

/// How far the record stays behind what the job asked for.
private struct Shortfall {
  /// Whether the job does not tolerate it: the exit code is 3 or 4.
  let matters: Bool
  let isOfInfrastructure: Bool
  /// Nil when nothing is missing.
  let sentence: String?

  init(of record: RunRecord, coverage: Coverage) {
    let open = record.units.filter { $0.state != .answered }
    let unreadable = record.files.count { $0.disposition == .failed }
    let hasEnded = record.isPlanned && (record.state == .complete || record.state == .incomplete)
    let isShort = !open.isEmpty || unreadable > 0 || !coverage.addsUp
    isOfInfrastructure =
      hasEnded && !open.isEmpty && open.count == record.units.count
      && open.allSatisfy(\.isHeldByInfrastructure)
    matters = !hasEnded || (isShort && !coverage.satisfies(record.header.job.gate)) || isOfInfrastructure
    sentence = Self.sentence(
      record, open: open, unreadable: unreadable, addsUp: coverage.addsUp, matters: matters)
  }

  private static func sentence(
    _ record: RunRecord, open: [UnitRecord], unreadable: Int, addsUp: Bool, matters: Bool
  ) -> String? {
    guard record.isPlanned else {
      return "Interrupted before the plan was complete: what is missing is not known"
    }
    var parts: [String] = []
    if !open.isEmpty {
      let all = Figure.count(record.units.count, "unit")
      let verb = open.count == 1 ? "was" : "were"
      parts.append("\(Figure.grouped(open.count)) of \(all) \(verb) not reviewed (\(fates(of: open)))")
    }
    if unreadable > 0 { parts.append("\(Figure.count(unreadable, "file")) could not be read") }
    if !addsUp { parts.append("the units do not add up to the changed lines, which is a defect of Sluice") }
    let what = parts.joined(separator: ", and ")
    switch record.state {
    case .running: return "Not finished: " + (what.isEmpty ? "the run has not ended" : what)
    case .interrupted: return "Interrupted: " + (what.isEmpty ? "the run was stopped at its very end" : what)
    case .complete, .incomplete:
      if what.isEmpty { return nil }
      return matters ? "Incomplete: \(what)" : "The job tolerates that \(what)"
    }
  }

  /// `2 failed, 1 deferred`.
  private static func fates(of units: [UnitRecord]) -> String {
    let words: [(UnitState, String)] = [
      (.failed, "failed"), (.deferred, "deferred"), (.needsHuman, "for a human"), (.planned, "not asked yet"),
    ]
    let counts = words.map { word in (units.count { $0.state == word.0 }, word.1) }
    return counts.filter { $0.0 > 0 }.map { "\(Figure.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
  }
}

extension UnitRecord {
  /// Whether nothing but infrastructure kept the unit from an answer: every attempt failed on the way, or
  /// there was no node to try. A limit of the job is not infrastructure.
  fileprivate var isHeldByInfrastructure: Bool {
    guard state == .failed || state == .deferred else { return false }
    guard attempts.isEmpty else { return attempts.allSatisfy(\.ending.isInfrastructure) }
    switch StateCause(leading: stateReason) {
    case .noNode: return true
    case .budget, .deadline, .tooLarge, .policy: return false
    case nil: return state == .deferred
    }
  }
}
