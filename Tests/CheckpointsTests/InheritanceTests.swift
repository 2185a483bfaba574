import Checkpoints
import Model
import Testing

/// Both stores: what later runs take over.
@Suite struct InheritanceTests {
  @Test(arguments: StoreKind.allCases)
  func `answers are inherited, attempts and failures are not`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let units = Sample.units(3)
      try await store.plan(units, as: firstRun)
      try await store.record(Sample.answered(0, units[0]), in: firstRun)
      try await store.record(Sample.failed(1, units[1]), in: firstRun)
      try await store.plan([units[1], units[0], units[2]], as: secondRun)
      #expect(try await store.inherit(into: secondRun, models: [Sample.model()]) == 1)
      let records = try await store.record(of: secondRun).units
      #expect(records.map(\.state) == [.planned, .answered, .planned])
      #expect(records[1].answer == Sample.answer)
      #expect(records[1].answeredBy?.run == firstRun)
      #expect(records.allSatisfy { $0.attempts.isEmpty })
      #expect(try await store.inherit(into: secondRun, models: [Sample.model()]) == 0)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a run knows its header and the models that answered`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let unit = Sample.unit()
      try await store.plan([unit], as: firstRun)
      #expect(try await store.header(of: firstRun).id == firstRun)
      #expect(try await store.models(in: firstRun).isEmpty)
      try await store.record(Sample.answered(0, unit), in: firstRun)
      #expect(try await store.models(in: firstRun) == [Sample.localModel.text])
      try await store.plan([unit], as: secondRun)
      #expect(try await store.inherit(into: secondRun, models: [Sample.model()]) == 1)
      #expect(try await store.models(in: secondRun) == [Sample.localModel.text])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `only planned units inherit`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let units = Sample.units(2)
      try await store.plan(units, as: firstRun)
      for ordinal in 0..<2 { try await store.record(Sample.answered(ordinal, units[ordinal]), in: firstRun) }
      try await store.plan(units, as: secondRun)
      try await store.settle([(ordinal: 0, state: .deferred, reason: "budget")], in: secondRun)
      #expect(try await store.inherit(into: secondRun, models: [Sample.model()]) == 1)
      #expect(try await store.record(of: secondRun).units.map(\.state) == [.deferred, .answered])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `another version or temperature of a model is another model`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let unit = Sample.unit()
      try await store.plan([unit], as: firstRun)
      try await store.record(Sample.answered(0, unit), in: firstRun)
      try await store.plan([unit], as: secondRun)
      let newer = ModelIdentity(model: Sample.localModel.model, version: "sha-2")
      let others = [Sample.model(newer), Sample.model(temperature: 0.7), Sample.model(Sample.cloudModel)]
      #expect(try await store.inherit(into: secondRun, models: others) == 0)
      #expect(try await store.inherit(into: secondRun, models: []) == 0)
      #expect(try await store.inherit(into: secondRun, models: others + [Sample.model()]) == 1)
    }
  }

  @Test(arguments: StoreKind.allCases, [true, false])
  func `the first model of the list that has an answer wins`(kind: StoreKind, localFirst: Bool) async throws {
    try await kind.withStore { store in
      let units = Sample.units(2)
      try await store.plan(units, as: "local")
      try await store.plan(units, as: "cloud")
      try await store.record(Sample.answered(0, units[0]), in: "local")
      for ordinal in 0..<2 {
        try await store.record(Sample.answered(ordinal, units[ordinal], by: Sample.cloudModel), in: "cloud")
      }
      try await store.plan(units, as: "third")
      let models = [Sample.model(), Sample.model(Sample.cloudModel)]
      #expect(try await store.inherit(into: "third", models: localFirst ? models : models.reversed()) == 2)
      let tiers = try await store.record(of: "third").units.map(\.answeredBy?.tier)
      #expect(tiers == [localFirst ? .local : .cloud, .cloud])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `the history of a unit shows every run that knew it, newest first`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let units = Sample.units(2)
      let raw = String(repeating: "{\"findings\": [\u{0}🙂", count: 500)
      try await store.plan(units, as: firstRun)
      let outcome = Sample.answered(1, units[1], raw: raw)
      try await store.record(outcome, in: firstRun)
      try await store.plan([units[1]], as: secondRun)
      _ = try await store.inherit(into: secondRun, models: [Sample.model()])
      let by = AnsweredBy(node: "mac", tier: .local, identity: Sample.localModel, run: firstRun)
      let expected = [
        UnitHistory(
          run: secondRun, ordinal: 0, unit: units[1], state: .answered, stateReason: nil, attempts: [],
          answer: Sample.answer, answeredBy: by),
        UnitHistory(
          run: firstRun, ordinal: 1, unit: units[1], state: .answered, stateReason: nil,
          attempts: [outcome.attempt], answer: Sample.answer, answeredBy: by),
      ]
      for length in [9, 12, 63, 64] {
        #expect(try await store.history(ofUnit: String(units[1].id.hex.prefix(length))) == expected)
      }
      for wrong in ["", "xyz", units[1].id.hex + "0", "00000000000000"] {
        #expect(try await store.history(ofUnit: wrong).isEmpty)
      }
    }
  }
}
