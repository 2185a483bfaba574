import Checkpoints
import Model
import Testing

/// Both stores: how a run begins, is found again, and ends.
@Suite struct RunTests {
  @Test(arguments: StoreKind.allCases)
  func `a run that began is running, unplanned and complete in its header`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.begin(Sample.header())
      let record = try await store.record(of: firstRun)
      #expect(
        record
          == RunRecord(
            header: Sample.header(), state: .running, isPlanned: false, endedAt: nil, exitCode: nil,
            files: [],
            units: []))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `an id begins once`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.begin(Sample.header())
      #expect(await failure { try await store.begin(Sample.header()) } == .runExists(firstRun))
      #expect(try await store.runs().count == 1)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `the run of a plan that began last is found, and none for another plan`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.begin(Sample.header(firstRun))
      try await store.begin(Sample.header(secondRun))
      try await store.begin(Sample.header("other", plan: "other plan"))
      #expect(try await store.latestRun(planDigest: Sample.digest("plan"))?.id == secondRun)
      #expect(try await store.latestRun(planDigest: Sample.digest("no plan")) == nil)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a finished run keeps its end until it is reopened`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.begin(Sample.header())
      try await store.finish(firstRun, state: .incomplete, exitCode: 3, endedAt: 1_700_000_000_999)
      let ended = try #require(try await store.runs().first)
      #expect(ended.state == .incomplete)
      #expect(ended.exitCode == 3)
      #expect(ended.endedAt == 1_700_000_000_999)
      try await store.reopen(firstRun)
      let reopened = try await store.record(of: firstRun)
      #expect(reopened.state == .running)
      #expect(reopened.exitCode == nil)
      #expect(reopened.endedAt == nil)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `runs are listed newest first, with their units by state and what they cost`(
    kind: StoreKind
  ) async throws {
    try await kind.withStore { store in
      let units = Sample.units(4)
      try await store.plan(units)
      try await store.record(Sample.answered(0, units[0]), in: firstRun)
      try await store.record(Sample.failed(1, units[1]), in: firstRun)
      let wide = Money(micros: 1_000_000)
      let reservation = try await store.reserve(
        Money(micros: 500), node: "router", run: firstRun, ordinal: 2, perRun: wide, perMonth: wide,
        month: "2026-11")
      #expect(reservation != nil)
      try await store.begin(Sample.header(secondRun))
      let header = Sample.header()
      let runs = try await store.runs()
      #expect(runs.map(\.id) == [secondRun, firstRun])
      #expect(
        runs.last
          == RunSummary(
            id: firstRun, job: "pull-request", ranges: header.ranges, state: .running, isPlanned: true,
            startedAt: header.startedAt, endedAt: nil, exitCode: nil,
            counts: [.answered: 1, .failed: 1, .planned: 2], spent: Money(micros: 500),
            planDigest: header.planDigest))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `every verb names a run that is not there`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      let unit = Sample.unit()
      let verbs: [(any CheckpointStore) async throws -> Void] = [
        { try await $0.reopen("none") },
        { try await $0.clearPlan(of: "none") },
        { try await $0.add(files: [], units: [], to: "none") },
        { try await $0.markPlanned("none") },
        { _ = try await $0.inherit(into: "none", models: [Sample.model()]) },
        { _ = try await $0.pending(in: "none", states: [.planned]) },
        { _ = try await $0.unit(0, of: "none") },
        { try await $0.record(Sample.answered(0, unit), in: "none") },
        { try await $0.settle([(ordinal: 0, state: .failed, reason: nil)], in: "none") },
        { try await $0.finish("none", state: .complete, exitCode: 0, endedAt: 0) },
        { _ = try await $0.record(of: "none") },
        { _ = try await $0.predecessors(of: unit, before: "none") },
        {
          _ = try await $0.reserve(
            .zero, node: "n", run: "none", ordinal: 0, perRun: .zero, perMonth: .zero, month: "2026-11")
        },
      ]
      for (index, verb) in verbs.enumerated() {
        #expect(await failure { try await verb(store) } == .noSuchRun("none"), "verb \(index)")
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a calibration is replaced by the next one of its model`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      #expect(try await store.calibration(model: "a") == nil)
      try await store.setCalibration(1.25, model: "a")
      try await store.setCalibration(0.75, model: "b")
      try await store.setCalibration(1.5, model: "a")
      #expect(try await store.calibration(model: "a") == 1.5)
      #expect(try await store.calibration(model: "b") == 0.75)
    }
  }
}
