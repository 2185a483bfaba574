import Model
import Testing

@testable import Checkpoints

/// Both stores: money is set aside before it is spent, and a ceiling holds whatever happens.
@Suite struct BudgetTests {
  private func reserve(
    _ micros: Int64, in store: any CheckpointStore, run: String = firstRun, perRun: Int64 = 1000,
    perMonth: Int64 = 1000, month: String = "2026-11"
  ) async throws -> Reservation? {
    try await store.reserve(
      Money(micros: micros), node: "router", run: run, ordinal: 0, perRun: Money(micros: perRun),
      perMonth: Money(micros: perMonth), month: month)
  }

  @Test(arguments: StoreKind.allCases)
  func `money set aside counts as spent until it is settled`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.begin(Sample.header())
      let first = try #require(try await reserve(600, in: store))
      #expect(try await reserve(401, in: store) == nil)
      #expect(try await reserve(400, in: store) != nil)
      #expect(try await reserve(1, in: store) == nil)
      try await store.settle(first, cost: Money(micros: 100))
      #expect(try await store.runs().first?.spent == Money(micros: 500))
      #expect(try await reserve(501, in: store) == nil)
      #expect(try await reserve(500, in: store) != nil)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `the month's ceiling holds across runs, and for its month alone`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.begin(Sample.header(firstRun))
      try await store.begin(Sample.header(secondRun))
      #expect(try await reserve(700, in: store) != nil)
      #expect(try await reserve(301, in: store, run: secondRun) == nil)
      #expect(try await reserve(301, in: store, run: secondRun, month: "2026-12") != nil)
      #expect(try await reserve(300, in: store, run: secondRun) != nil)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a reservation is settled once, for less or for more`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.begin(Sample.header())
      let one = try #require(try await reserve(100, in: store))
      try await store.settle(one, cost: Money(micros: 150))
      try await store.settle(one, cost: .zero)
      #expect(try await store.runs().first?.spent == Money(micros: 150))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a ceiling of zero lets only what is free pass`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.begin(Sample.header())
      #expect(try await reserve(1, in: store, perRun: 0, perMonth: 0) == nil)
      #expect(try await reserve(0, in: store, perRun: 0, perMonth: 0) != nil)
      #expect(await failure { _ = try await reserve(-1, in: store) } == .negativeReservation)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `many tasks at once never pass the ceiling together`(kind: StoreKind) async throws {
    try await kind.withStore { store in
      try await store.begin(Sample.header())
      let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<64 { group.addTask { try await reserve(30, in: store) != nil } }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(granted == 33)
      #expect(try await store.runs().first?.spent == Money(micros: 990))
    }
  }
}
