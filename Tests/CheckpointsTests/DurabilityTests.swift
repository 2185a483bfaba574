import Foundation
import GRDB
import Model
import Testing

@testable import Checkpoints

/// The SQLite store alone: what is on the disk when a call returns.
@Suite struct DurabilityTests {
  @Test func `the writing connection flushes every commit`() async throws {
    try await withStore { store, _ in
      let settings = try await store.database.writeWithoutTransaction { database in
        try ["synchronous", "journal_mode", "busy_timeout", "journal_size_limit"].map {
          try String.fetchOne(database, sql: "PRAGMA \($0)")
        }
      }
      // 2 is FULL.
      #expect(settings == ["2", "wal", "5000", "67108864"])
    }
  }

  @Test func `a copy made in the middle of a run holds every answer that was acknowledged`() async throws {
    try await withStore { store, path in
      let units = Sample.units(200)
      try await store.plan(units)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (ordinal, unit) in units.enumerated() where ordinal < 150 {
          group.addTask { try await store.record(Sample.answered(ordinal, unit), in: firstRun) }
        }
        try await group.waitForAll()
      }
      // As after a kill: the file and its log as they are, the connection never closed. Another process copies,
      // because closing a second descriptor here would drop SQLite's locks.
      try await withDirectory { copy in
        try run("/bin/cp", [path, "\(path)-wal", copy])
        let revived = try await SQLiteCheckpointStore.open(at: "\(copy)/store.sqlite")
        let states = try await revived.record(of: firstRun).units.map(\.state)
        #expect(states.prefix(150).allSatisfy { $0 == .answered })
        #expect(try await revived.pending(in: firstRun, states: [.planned]).count == 50)
        let check = try await revived.database.writeWithoutTransaction {
          try String.fetchAll($0, sql: "PRAGMA integrity_check")
        }
        #expect(check == ["ok"])
        await revived.close()
      }
    }
  }

  @Test func `the record of a task that was cancelled is written`() async throws {
    try await withStore { store, _ in
      let unit = Sample.unit()
      try await store.plan([unit])
      let task = Task {
        unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        try await store.record(Sample.answered(0, unit), in: firstRun)
      }
      try await task.value
      #expect(try await store.record(of: firstRun).units.first?.state == .answered)
    }
  }

  @Test func `one caller's mistake spoils nothing for the others of its group`() async throws {
    try await withStore { store, _ in
      let units = Sample.units(3)
      try await store.plan(units)
      async let group = inOneGroup(
        [Sample.answered(0, units[0]), Sample.answered(1, units[0]), Sample.answered(2, units[2])],
        in: store)
      #expect(await group == [nil, .noSuchUnit(run: firstRun, ordinal: 1), nil])
      #expect(try await store.record(of: firstRun).units.map(\.state) == [.answered, .planned, .answered])
    }
  }

  @Test func `when a commit fails nothing of its group counts, and no more is taken`() async throws {
    try await withDirectory { directory in
      let path = "\(directory)/store.sqlite"
      let units = Sample.units(5)
      let store = try await SQLiteCheckpointStore.open(at: path)
      try await store.plan(units)
      try await store.record(Sample.answered(0, units[0]), in: firstRun)
      // SQLite reports a full file just as it reports a full disk.
      try await store.database.writeWithoutTransaction { database in
        let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        try database.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
      }
      let large = Sample.answered(2, units[2], raw: noise(60_000))
      let errors = await inOneGroup(
        [Sample.answered(1, units[1]), large, Sample.answered(3, units[3])], in: store)
      #expect(errors == [.diskFull, .diskFull, .diskFull])
      #expect(try await store.record(of: firstRun).units.map { $0.state == .answered } == [true] + no(4))
      let later = await failure { try await store.record(Sample.answered(4, units[4]), in: firstRun) }
      #expect(later == .writesStopped("the disk is full"))
      await store.close()

      let again = try await SQLiteCheckpointStore.open(at: path)
      let records = try await again.record(of: firstRun).units
      #expect(records.map { $0.state == .answered } == [true] + no(4))
      #expect(records.map(\.attempts.count) == [1, 0, 0, 0, 0])
      try await again.record(large, in: firstRun)
      #expect(try await again.history(ofUnit: units[2].id.hex).first?.attempts.first == large.attempt)
      await again.close()
    }
  }

  @Test func `another program's lock is an error that spoils nothing`() async throws {
    try await withStore { store, path in
      let unit = Sample.unit()
      try await store.plan([unit])
      try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 0") }
      let other = try DatabaseQueue(path: path)
      let held = try Holding(other)
      #expect(await failure { try await store.record(Sample.answered(0, unit), in: firstRun) } == .busy)
      held.end()
      try await store.record(Sample.answered(0, unit), in: firstRun)
      #expect(try await store.record(of: firstRun).units.first?.attempts.count == 1)
      try other.close()
    }
  }

  @Test(.enabled(if: Mount.isPossible, "needs the right to mount a small disk"))
  func `on a full disk exactly what was acknowledged is there afterwards`() async throws {
    try await withDirectory { directory in
      let mount = try Mount(at: directory, size: "2m")
      defer { mount.remove() }
      let path = "\(directory)/store.sqlite"
      let units = Sample.units(400)
      let store = try await SQLiteCheckpointStore.open(at: path)
      try await store.plan(units)
      let acknowledged = await withTaskGroup(of: [Int].self) { group in
        for worker in 0..<16 {
          group.addTask {
            var kept: [Int] = []
            for ordinal in stride(from: worker, to: units.count, by: 16) {
              let outcome = Sample.answered(ordinal, units[ordinal], raw: noise(20_000))
              if (try? await store.record(outcome, in: firstRun)) != nil { kept.append(ordinal) }
            }
            return kept
          }
        }
        return await group.reduce(into: []) { $0 += $1 }
      }
      #expect(!acknowledged.isEmpty)
      #expect(acknowledged.count < units.count)
      await store.close()
      try mount.resize("64m")
      let again = try await SQLiteCheckpointStore.open(at: path)
      let answered = try await again.record(of: firstRun).units.filter { $0.state == .answered }
      #expect(answered.map(\.ordinal) == acknowledged.sorted())
      await again.close()
    }
  }

  @Test func `a closed store refuses, and the file opens again`() async throws {
    try await withDirectory { directory in
      let path = "\(directory)/store.sqlite"
      let store = try await SQLiteCheckpointStore.open(at: path)
      try await store.begin(Sample.header())
      await store.close()
      await store.close()
      #expect(await failure { try await store.reopen(firstRun) } == .closed)
      #expect(await failure { _ = try await store.runs() } == .closed)
      let again = try await SQLiteCheckpointStore.open(at: path)
      #expect(try await again.runs().map(\.id) == [firstRun])
      await again.close()
    }
  }

  @Test func `totals of what was spent equal the sum of the reservations`() async throws {
    try await withStore { store, _ in
      try await store.begin(Sample.header())
      let wide = Money(micros: 1_000_000)
      for micros in 1...20 as ClosedRange<Int64> {
        let reservation = try await store.reserve(
          Money(micros: micros), node: "router", run: firstRun, ordinal: 0, perRun: wide, perMonth: wide,
          month: "2026-11")
        if micros.isMultiple(of: 3), let reservation {
          try await store.settle(reservation, cost: Money(micros: micros / 3))
        }
      }
      let sums = try await store.database.writeWithoutTransaction { database in
        try ["SELECT sum(ifnull(cost, amount)) FROM reservations"]
          .compactMap { try Int64.fetchOne(database, sql: $0) }
          + Int64.fetchAll(database, sql: "SELECT micros FROM spending")
      }
      #expect(sums == [168, 168, 168])
    }
  }

  @Test func `a NUL in a reason becomes a replacement character, in an attempt it stays`() async throws {
    try await withStore { store, _ in
      let unit = Sample.unit()
      try await store.plan([unit])
      var outcome = Sample.failed(0, unit)
      outcome.reason = "a\u{0}b"
      outcome.attempt.detail = "c\u{0}"
      outcome.attempt.rawAnswer = "d\u{0}e"
      try await store.record(outcome, in: firstRun)
      let record = try #require(try await store.record(of: firstRun).units.first)
      #expect(record.stateReason == "a\u{FFFD}b")
      #expect(record.attempts.first?.detail == "c\u{0}")
      #expect(try await store.history(ofUnit: unit.id.hex).first?.attempts.first?.rawAnswer == "d\u{0}e")
    }
  }

  /// Hands all outcomes over while the writer is held up, so that they share a transaction.
  private func inOneGroup(
    _ outcomes: [Outcome], in store: SQLiteCheckpointStore
  ) async -> [StoreError.Kind?] {
    let gate = DispatchSemaphore(value: 0)
    store.database.asyncWriteWithoutTransaction { _ in gate.wait() }
    return await withTaskGroup(of: (Int, StoreError.Kind?).self) { group in
      for (index, outcome) in outcomes.enumerated() {
        group.addTask { (index, await failure { try await store.record(outcome, in: firstRun) }) }
      }
      while store.queue.waiting < outcomes.count { await Task.yield() }
      gate.signal()
      var kinds = [StoreError.Kind?](repeating: nil, count: outcomes.count)
      for await (index, kind) in group { kinds[index] = kind }
      return kinds
    }
  }

  private func no(_ count: Int) -> [Bool] { Array(repeating: false, count: count) }
}

/// A write transaction of another connection, open until it is ended.
private final class Holding: Sendable {
  private let release = DispatchSemaphore(value: 0)
  private let isEnded = DispatchSemaphore(value: 0)

  init(_ queue: DatabaseQueue) throws {
    let isHeld = DispatchSemaphore(value: 0)
    let (release, isEnded) = (release, isEnded)
    queue.asyncWriteWithoutTransaction { database in
      try? database.inTransaction(.immediate) {
        isHeld.signal()
        release.wait()
        return .rollback
      }
      isEnded.signal()
    }
    isHeld.wait()
  }

  func end() {
    release.signal()
    isEnded.wait()
  }
}

/// Letters that do not shrink much; the seed is fixed.
func noise(_ count: Int) -> String {
  var generator = SplitMix(state: 7)
  return String(
    decoding: (0..<count).map { _ in UInt8(32 + generator.next() % 95) }, as: UTF8.self)
}

func withStore(_ body: (SQLiteCheckpointStore, String) async throws -> Void) async throws {
  try await withDirectory { directory in
    let path = "\(directory)/store.sqlite"
    let store = try await SQLiteCheckpointStore.open(at: path)
    try await body(store, path)
    await store.close()
  }
}
