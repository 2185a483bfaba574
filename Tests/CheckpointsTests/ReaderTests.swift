import Foundation
import GRDB
import Model
import Testing

@testable import Checkpoints

/// The reader beside a writer.
@Suite struct ReaderTests {
  @Test func `a reader sees what was committed while a writer goes on writing`() async throws {
    try await withStore { store, path in
      let units = Sample.units(150)
      try await store.plan(units)
      let reader = try SQLiteCheckpointStore.openReadOnly(at: path)
      async let writing: Void = {
        for (ordinal, unit) in units.enumerated() {
          try await store.record(Sample.answered(ordinal, unit), in: firstRun)
        }
      }()
      var seen = 0
      while seen < units.count {
        let record = try await reader.record(of: firstRun)
        let answered = record.units.filter { $0.state == .answered }
        #expect(answered.count >= seen)
        // One state of the store: an answered unit has its answer and its attempt.
        #expect(answered.allSatisfy { $0.answer != nil && $0.attempts.count == 1 })
        seen = answered.count
      }
      try await writing
      #expect(try await reader.record(of: firstRun) == store.record(of: firstRun))
      #expect(try await reader.runs() == store.runs())
      let id = units[7].id.hex
      #expect(try await reader.history(ofUnit: id) == store.history(ofUnit: id))
      #expect(try await reader.predecessors(of: units[0], before: firstRun).isEmpty)
    }
  }

  @Test func `a reader neither creates a store nor takes a missing one for an empty one`() async throws {
    try await withDirectory { directory in
      for path in ["\(directory)/store.sqlite", "\(directory)/none/store.sqlite"] {
        #expect(await failure { _ = try SQLiteCheckpointStore.openReadOnly(at: path) } == .noStore)
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: directory)
      #expect(names.isEmpty)
    }
  }

  @Test func `a closed store is one plain file, and reading leaves it so`() async throws {
    try await withDirectory { directory in
      let path = "\(directory)/store.sqlite"
      let store = try await SQLiteCheckpointStore.open(at: path)
      try await store.plan(Sample.units(3))
      await store.close()
      let before = try Data(contentsOf: URL(filePath: path))
      do {
        let reader = try SQLiteCheckpointStore.openReadOnly(at: path)
        #expect(try await reader.record(of: firstRun).units.count == 3)
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
          == ["store.sqlite", "store.sqlite.lock"])
    }
  }

  @Test func `a reader keeps working across the writer's end and the next writer`() async throws {
    try await withDirectory { directory in
      let path = "\(directory)/store.sqlite"
      let first = try await SQLiteCheckpointStore.open(at: path)
      try await first.begin(Sample.header(firstRun))
      let reader = try SQLiteCheckpointStore.openReadOnly(at: path)
      #expect(try await reader.runs().count == 1)
      await first.close()
      #expect(try await reader.runs().count == 1)
      let second = try await SQLiteCheckpointStore.open(at: path)
      try await second.begin(Sample.header(secondRun))
      #expect(try await reader.runs().map(\.id) == [secondRun, firstRun])
      await second.close()
      #expect(try await reader.runs().count == 2)
    }
  }

  @Test func `a reader looks into a store whose writer was killed`() async throws {
    try await withStore { store, path in
      try await store.plan(Sample.units(3))
      try await withDirectory { copy in
        try run("/bin/cp", [path, "\(path)-wal", copy])
        let reader = try SQLiteCheckpointStore.openReadOnly(at: "\(copy)/store.sqlite")
        #expect(try await reader.record(of: firstRun).units.count == 3)
      }
    }
  }
}
