import Foundation
import GRDB
import Testing

@testable import Checkpoints

/// The SQLite store alone: which files it takes, and what it says of the others.
@Suite struct OpeningTests {
  @Test func `missing directories are made and the store is its owner's alone`() async throws {
    try await withDirectory { directory in
      let path = "\(directory)/a/b/store.sqlite"
      let store = try await SQLiteCheckpointStore.open(at: path)
      try await store.begin(Sample.header())
      for name in [path, "\(path)-wal", "\(path).lock"] {
        let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int
        #expect(mode == 0o600, "\(name)")
      }
      await store.close()
    }
  }

  @Test func `a store of a newer schema is refused by name and left alone`() async throws {
    try await withStoreFile(sql: "PRAGMA user_version = 2") { path in
      let before = try Data(contentsOf: URL(filePath: path))
      let expected = StoreError.Kind.newerVersion(found: 2, known: 1)
      #expect(await failure { _ = try await SQLiteCheckpointStore.open(at: path) } == expected)
      #expect(await failure { _ = try SQLiteCheckpointStore.openReadOnly(at: path) } == expected)
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
  }

  @Test func `a file of another program is refused and left alone`() async throws {
    try await withDirectory { directory in
      let text = "\(directory)/notes.txt"
      let foreign = "\(directory)/other.sqlite"
      try Data(String(repeating: "not a database\n", count: 100).utf8).write(to: URL(filePath: text))
      let other = try DatabaseQueue(path: foreign)
      try await other.write { try $0.execute(sql: "CREATE TABLE things (name TEXT)") }
      try other.close()
      for path in [text, foreign] {
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(await failure { _ = try await SQLiteCheckpointStore.open(at: path) } == .notAStore)
        #expect(await failure { _ = try SQLiteCheckpointStore.openReadOnly(at: path) } == .notAStore)
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
      }
    }
  }

  @Test func `an empty file, as a kill leaves it, becomes a store`() async throws {
    try await withDirectory { directory in
      let path = "\(directory)/store.sqlite"
      #expect(FileManager.default.createFile(atPath: path, contents: Data()))
      #expect(await failure { _ = try SQLiteCheckpointStore.openReadOnly(at: path) } == .noStore)
      let store = try await SQLiteCheckpointStore.open(at: path)
      try await store.begin(Sample.header())
      await store.close()
    }
  }

  @Test func `a damaged value is an error and no crash`() async throws {
    try await withStore { store, _ in
      let unit = Sample.unit()
      try await store.plan([unit])
      try await store.record(Sample.answered(0, unit), in: firstRun)
      let damages = [
        "UPDATE answers SET content = x'0105'", "UPDATE run_units SET state = 'gone'",
        "UPDATE units SET id = x'00'", "UPDATE runs SET header = '{}'",
      ]
      for damage in damages {
        try await store.database.writeWithoutTransaction { database in
          try database.execute(sql: "SAVEPOINT here; \(damage); RELEASE here")
        }
        let error = await failure { _ = try await store.record(of: firstRun) }
        #expect(error == .corrupt("a stored value cannot be read back"), "\(damage)")
      }
    }
  }

  @Test(.enabled(if: Mount.isPossible, "needs the right to mount a small disk"))
  func `a read-only directory is an error that says so, and its closed stores can be read`() async throws {
    try await withDirectory { directory in
      let mount = try Mount(at: directory, size: "4m")
      defer { mount.remove() }
      let path = "\(directory)/store.sqlite"
      let store = try await SQLiteCheckpointStore.open(at: path)
      try await store.begin(Sample.header())
      await store.close()
      try mount.makeReadOnly()
      for name in [path, "\(directory)/new.sqlite", "\(directory)/deep/new.sqlite"] {
        let error = await #expect(throws: StoreError.self) {
          _ = try await SQLiteCheckpointStore.open(at: name)
        }
        #expect(error?.description.contains("\(name) cannot be written") == true)
        #expect(error?.description.contains("Read-only file system") == true)
      }
      let reader = try SQLiteCheckpointStore.openReadOnly(at: path)
      #expect(try await reader.runs().map(\.id) == [firstRun])
    }
  }

  @Test func `every error is a sentence that names the store`() {
    let kinds: [StoreError.Kind] = [
      .locked(pid: 4711), .locked(pid: nil), .noStore, .notWritable("why"), .unreadable("why"), .diskFull,
      .corrupt("why"), .notAStore, .networkFileSystem("nfs4"), .newerVersion(found: 9, known: 1), .busy,
      .writesStopped("why"), .closed, .noSuchRun("R"), .noSuchUnit(run: "R", ordinal: 7), .runExists("R"),
      .alreadyPlanned("R"), .invalid("why"), .failed("why"),
    ]
    let sentences = kinds.map { StoreError($0, path: "/a/store.sqlite").description }
    #expect(sentences.allSatisfy { $0.contains("/a/store.sqlite") && $0.utf8.count > 40 })
    #expect(Set(sentences).count == kinds.count)
  }

  @Test func `the library tells its version`() {
    let parts = SQLiteLibrary.version.split(separator: ".").compactMap { Int($0) }
    #expect(parts.count == 3)
    #expect(parts.first == 3)
  }

  /// A closed store after a change that only another Sluice would make.
  private func withStoreFile(sql: String, _ body: (String) async throws -> Void) async throws {
    try await withDirectory { directory in
      let path = "\(directory)/store.sqlite"
      let store = try await SQLiteCheckpointStore.open(at: path)
      await store.close()
      let queue = try DatabaseQueue(path: path)
      try await queue.write { try $0.execute(sql: sql) }
      try queue.close()
      try await body(path)
    }
  }
}
