import Checkpoints
import Model
import Testing

/// Both stores: how a plan is written and read back.
@Suite struct PlanTests {
  @Test(arguments: StoreKind.allCases)
  func `a unit comes back as it was added, prompt and all`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let units = [
        Sample.unit("A"), Sample.unit("B", body: ""),
        Sample.unit("C", body: String(repeating: "let x = 1\r\n", count: 30_000)),
      ]
      try await store.plan(units)
      for (ordinal, unit) in units.enumerated() {
        #expect(try await store.unit(ordinal, of: firstRun) == unit)
      }
      #expect(
        await failure { _ = try await store.unit(3, of: firstRun) } == .noSuchUnit(run: firstRun, ordinal: 3))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `ordinals and files follow on from call to call`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let files = [Sample.file("a\nb \"c\""), Sample.file("yarn.lock", rule: "lock-file"), Sample.file("c")]
      let units = Sample.units(5)
      try await store.begin(Sample.header())
      try await store.add(files: Array(files[..<2]), units: Array(units[..<3]), to: firstRun)
      try await store.add(files: Array(files[2...]), units: Array(units[3...]), to: firstRun)
      try await store.markPlanned(firstRun)
      let record = try await store.record(of: firstRun)
      #expect(record.isPlanned)
      #expect(record.files == files)
      #expect(record.units.map(\.ordinal) == [0, 1, 2, 3, 4])
      #expect(record.units.map(\.id) == units.map(\.id))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a planned unit is reported with everything but its prompt`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let unit = Sample.unit()
      try await store.plan([unit])
      let expected = UnitRecord(
        ordinal: 0, id: unit.id, range: 0, path: unit.path, part: 1, parts: 2, lines: unit.lines,
        sensitivity: .restricted, sensitivityRules: unit.sensitivityRules, signals: unit.signals,
        state: .planned, stateReason: nil, answer: nil, answeredBy: nil, attempts: [])
      #expect(try await store.record(of: firstRun).units == [expected])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a cut plan is cleared and written anew, a complete one stays`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let units = Sample.units(3)
      try await store.begin(Sample.header())
      try await store.add(files: [Sample.file()], units: Array(units[..<2]), to: firstRun)
      try await store.clearPlan(of: firstRun)
      let cleared = try await store.record(of: firstRun)
      #expect(cleared.files.isEmpty)
      #expect(cleared.units.isEmpty)
      try await store.add(files: [], units: units, to: firstRun)
      try await store.markPlanned(firstRun)
      #expect(await failure { try await store.clearPlan(of: firstRun) } == .alreadyPlanned(firstRun))
      #expect(
        await failure { try await store.add(files: [], units: units, to: firstRun) }
          == .alreadyPlanned(firstRun))
      #expect(try await store.record(of: firstRun).units.map(\.id) == units.map(\.id))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `pending units come group by group, groups by their first unit`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      // An earlier run knows the groups in another order, which must not matter.
      try await store.plan(Sample.units(6, groups: 3).reversed(), as: firstRun)
      let units = Sample.units(7, groups: 3)
      try await store.plan(units, as: secondRun)
      try await store.settle([(ordinal: 3, state: .deferred, reason: "no budget")], in: secondRun)
      let pending = try await store.pending(in: secondRun, states: [.planned])
      #expect(pending.map(\.ordinal) == [0, 6, 1, 4, 2, 5])
      let unit = units[0]
      #expect(
        pending.first
          == PendingUnit(
            ordinal: 0, id: unit.id, path: unit.path, group: unit.group, estimatedTokens: 812,
            sensitivity: .restricted, signals: unit.signals, lines: unit.lines))
      let deferred = try await store.pending(in: secondRun, states: [.deferred, .failed])
      #expect(deferred.map(\.ordinal) == [3])
      #expect(try await store.pending(in: secondRun, states: []).isEmpty)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `predecessors are of the same path and part, from earlier runs only, newest first`(
    kind: StoreKind
  ) async throws {
    try await kind.withStore { store in
      let versions = (0..<3).map { Sample.unit("V\($0)", path: "Sources/A.swift") }
      let others = [
        Sample.unit("P2", path: "Sources/A.swift", part: 2), Sample.unit("B", path: "Sources/B.swift"),
      ]
      for (index, version) in versions.enumerated() {
        try await store.plan([version] + others, as: "run \(index)")
      }
      #expect(try await store.predecessors(of: versions[2], before: "run 2") == [versions[1], versions[0]])
      #expect(try await store.predecessors(of: versions[2], before: "run 0").isEmpty)
    }
  }
}
