import Model
import Testing

@testable import Checkpoints

/// Both stores: what is kept of attempts and answers.
@Suite struct OutcomeTests {
  @Test(arguments: StoreKind.allCases)
  func `an answer is reported with who gave it and what it took`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let unit = Sample.unit()
      try await store.plan([unit])
      let retry = Sample.failed(0, unit, state: nil)
      let answer = Sample.answered(0, unit, by: Sample.cloudModel)
      try await store.record(retry, in: firstRun)
      #expect(try await store.record(of: firstRun).units.first?.state == .planned)
      try await store.record(answer, in: firstRun)
      let record = try #require(try await store.record(of: firstRun).units.first)
      #expect(record.state == .answered)
      #expect(record.answer == Sample.answer)
      #expect(
        record.answeredBy
          == AnsweredBy(node: "router", tier: .cloud, identity: Sample.cloudModel, run: firstRun))
      #expect(record.attempts == [AttemptRecord(retry.attempt), AttemptRecord(answer.attempt)])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `every ending and reason of an attempt comes back`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let unit = Sample.unit()
      try await store.plan([unit])
      let reasons: [DispatchReason] =
        [.first, .retry, .fallback, .repair]
        + Signal.allCases.flatMap { [.escalation($0), .verification($0)] }
      var attempts = Ending.allCases.map { Sample.attempt(0, unit, ending: $0) }
      attempts += reasons.map { Sample.attempt(0, unit, ending: .malformed, reason: $0) }
      for attempt in attempts {
        try await store.record(Outcome(attempt: attempt, temperature: 0, state: nil), in: firstRun)
      }
      #expect(try await store.record(of: firstRun).units.first?.attempts == attempts.map(AttemptRecord.init))
      #expect(try await store.history(ofUnit: unit.id.hex).first?.attempts == attempts)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a failure keeps its reason and is no answer`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let units = Sample.units(3)
      try await store.plan(units)
      for (ordinal, state) in [UnitState.failed, .deferred, .needsHuman].enumerated() {
        try await store.record(Sample.failed(ordinal, units[ordinal], state: state), in: firstRun)
      }
      let records = try await store.record(of: firstRun).units
      #expect(records.map(\.state) == [.failed, .deferred, .needsHuman])
      #expect(records.allSatisfy { $0.stateReason == "No node answered." && $0.answer == nil })
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `answered is final within a run`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let unit = Sample.unit()
      try await store.plan([unit])
      try await store.record(Sample.answered(0, unit), in: firstRun)
      try await store.record(Sample.failed(0, unit), in: firstRun)
      try await store.settle([(ordinal: 0, state: .deferred, reason: "late")], in: firstRun)
      let other = Answer(findings: [Sample.finding("Another")])
      try await store.record(Sample.answered(0, unit, by: Sample.cloudModel, answer: other), in: firstRun)
      let record = try #require(try await store.record(of: firstRun).units.first)
      #expect(record.state == .answered)
      #expect(record.stateReason == nil)
      #expect(record.answer == Sample.answer)
      #expect(record.attempts.count == 3)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `an answer that is replayed is kept once, and the first one stays`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let unit = Sample.unit()
      try await store.plan([unit], as: firstRun)
      try await store.plan([unit, unit], as: secondRun)
      let second = Answer(findings: [Sample.finding("Second")])
      try await store.record(Sample.answered(0, unit), in: firstRun)
      try await store.record(Sample.answered(0, unit), in: firstRun)
      for ordinal in 0..<2 {
        try await store.record(Sample.answered(ordinal, unit, answer: second), in: secondRun)
      }
      for run in [firstRun, secondRun] {
        for record in try await store.record(of: run).units {
          #expect(record.answer == Sample.answer)
          #expect(record.answeredBy?.run == firstRun)
        }
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `an answer and the state answered come together or not at all`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let unit = Sample.unit()
      try await store.plan([unit])
      let attempt = Sample.attempt(0, unit)
      let wrong = [
        Outcome(attempt: attempt, temperature: 0, state: .answered),
        Outcome(attempt: attempt, temperature: 0, state: .failed, answer: Sample.answer),
        Outcome(attempt: attempt, temperature: 0, state: nil, answer: Sample.answer),
      ]
      for outcome in wrong {
        guard case .invalid = await failure(of: { try await store.record(outcome, in: firstRun) }) else {
          Issue.record("accepted: \(outcome)")
          continue
        }
      }
      let settled = await failure {
        try await store.settle([(ordinal: 0, state: .answered, reason: nil)], in: firstRun)
      }
      #expect(settled == .answeredWithoutAnswer(0))
      #expect(try await store.record(of: firstRun).units.first?.attempts.isEmpty == true)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `an answer is never attached to another unit's place`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let units = Sample.units(2)
      try await store.plan(units)
      for outcome in [Sample.answered(1, units[0]), Sample.answered(2, units[0])] {
        let error = await failure { try await store.record(outcome, in: firstRun) }
        #expect(error == .noSuchUnit(run: firstRun, ordinal: outcome.attempt.ordinal))
      }
      #expect(try await store.record(of: firstRun).units.allSatisfy { $0.attempts.isEmpty })
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `one unknown unit leaves a whole settlement undone`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.plan(Sample.units(2))
      let error = await failure {
        try await store.settle(
          [(ordinal: 0, state: .failed, reason: "a"), (ordinal: 9, state: .failed, reason: "b")], in: firstRun
        )
      }
      #expect(error == .noSuchUnit(run: firstRun, ordinal: 9))
      #expect(try await store.record(of: firstRun).units.allSatisfy { $0.state == .planned })
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a settled unit can be set back to planned`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.plan(Sample.units(1))
      try await store.settle([(ordinal: 0, state: .needsHuman, reason: "restricted")], in: firstRun)
      #expect(try await store.record(of: firstRun).units.first?.stateReason == "restricted")
      try await store.settle([(ordinal: 0, state: .planned, reason: nil)], in: firstRun)
      #expect(try await store.pending(in: firstRun, states: [.planned]).count == 1)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `outcomes of many tasks at once are all kept, each with its own`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let units = Sample.units(640)
      try await store.plan(units)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<64 {
          group.addTask {
            for ordinal in stride(from: worker, to: units.count, by: 64) {
              let answer = Answer(findings: [Sample.finding("\(ordinal)")])
              try await store.record(Sample.answered(ordinal, units[ordinal], answer: answer), in: firstRun)
            }
          }
        }
        try await group.waitForAll()
      }
      let records = try await store.record(of: firstRun).units
      #expect(records.map { $0.answer?.findings.first?.title } == (0..<640).map { "\($0)" })
      #expect(records.allSatisfy { $0.attempts.count == 1 })
    }
  }
}
