import Model
import Reporting
import Testing

@Suite struct VerdictTests {
  static let answered = PaymentStory.units.map { $0.tried(at: 1).answered() }

  static func record(_ state: RunState = .incomplete, _ change: (inout [UnitRecord]) -> Void) -> RunRecord {
    var units = answered
    change(&units)
    return PaymentStory.record(state, units)
  }

  @Test
  func `a finding at the gate stops the build even when the review is incomplete, and the line says both`() {
    let record = Self.record { units in
      units[3] = units[3].answered([PaymentStory.doubleRefund])
      units[4] = PaymentStory.units[4].ended(.deferred, StateCause.deadline.reason("25 min are over"))
    }
    let verdict = Verdict(of: record)
    #expect(verdict.exitCode == 1)
    #expect(
      verdict.line
        == "1 finding at or above high. Incomplete: 1 of 6 units was not reviewed (1 deferred)")
    #expect(verdict.gateHits == [PaymentStory.doubleRefund])
  }

  @Test(arguments: [
    (Severity.critical, 0.5, 1), (.high, 0.5, 2), (.high, 0.8, 1), (.high, 0.71, 2), (.low, 0, 4),
    (.low, 0.41, 3),
  ])
  func `the gate looks at severity and confidence`(failOn: Severity, confidence: Double, hits: Int) {
    var record = Self.record(.complete) { units in
      units[3] = units[3].answered([PaymentStory.doubleRefund, PaymentStory.swallowedError])
      units[5] = units[5].answered([PaymentStory.roundedAmount, PaymentStory.vagueName])
    }
    record.header.job.gate = Gate(failOn: failOn, minConfidence: confidence)
    let verdict = Verdict(of: record)
    #expect(verdict.gateHits.count == hits)
    #expect(verdict.exitCode == 1)
  }

  @Test func `a gate that is off lets findings through`() {
    var record = PaymentStory.findings.record
    record.header.job.gate.failOn = nil
    #expect(Verdict(of: record).exitCode == 0)
    #expect(Verdict(of: record).line == "Clean: 6 findings, and the job's gate is off")
  }

  @Test(arguments: [
    (UnitState.failed, 1.0, 3), (.deferred, 1.0, 3), (.needsHuman, 1.0, 3), (.failed, 0.5, 0),
    (.deferred, 0.99, 3), (.needsHuman, 0, 0),
  ])
  func `an open unit makes the run incomplete as far as the job demands coverage`(
    state: UnitState, required: Double, code: Int
  ) {
    var record = Self.record { $0[2] = PaymentStory.units[2].ended(state, nil) }
    record.header.job.gate.requireCoverage = required
    #expect(Verdict(of: record).exitCode == code)
    #expect(Verdict(of: record).line.contains("1 of 6 units was not reviewed"))
  }

  @Test func `a file that cannot be read keeps a run from being complete`() {
    var record = Self.record(.incomplete) { _ in }
    record.files.append(
      PaymentStory.file("a.swift", .modified, 0, 0, rule: "missing-object", as: .failed))
    #expect(Verdict(of: record).exitCode == 3)
    #expect(Verdict(of: record).line == "Incomplete: 1 file could not be read")
  }

  @Test(
    arguments: [
      (StateCause.noNode.reason("mac is down"), nil, 4), (nil, .transport, 4), (nil, .rejected, 4),
      (nil, .malformed, 3), (StateCause.budget.reason("nothing is left"), nil, 3),
      (StateCause.deadline.reason("25 min are over"), nil, 3), ("mac is down", nil, 4),
    ] as [(String?, Ending?, Int)])
  func `nothing could be asked only when infrastructure alone was in the way`(
    reason: String?, ending: Ending?, code: Int
  ) {
    let units = PaymentStory.units.map { unit in
      (ending.map { unit.tried(ending: $0, at: 1) } ?? unit).ended(.deferred, reason)
    }
    #expect(Verdict(of: PaymentStory.record(.incomplete, units)).exitCode == code)
  }

  @Test(arguments: [RunState.running, .interrupted])
  func `a run that has not ended is never clean`(state: RunState) {
    var record = Self.record(state) { _ in }
    record.header.job.gate.requireCoverage = 0
    #expect(Verdict(of: record).exitCode == 3)
  }

  @Test func `a run killed while planning does not claim to know what is missing`() {
    var record = Self.record(.interrupted) { $0 = [] }
    record.isPlanned = false
    let verdict = Verdict(of: record)
    #expect(verdict.exitCode == 3)
    #expect(verdict.line == "Interrupted before the plan was complete: what is missing is not known")
  }

  @Test func `a change of excluded files alone is clean and says so`() {
    let files = PaymentStory.files.filter { $0.disposition == .excluded }
    let verdict = Verdict(of: PaymentStory.record(.complete, [], files: files))
    #expect(verdict.exitCode == 0)
    #expect(verdict.line == "Nothing to review: no rule lets any of 2 changed files through")
  }
}
