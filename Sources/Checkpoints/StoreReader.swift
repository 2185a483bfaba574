import GRDB
package import Model

/// Looks into a store without ever changing it, also while a run writes to it: for status, report, explain and
/// cost. Every call sees one state of the store and holds it no longer than it reads.
package struct StoreReader: Sendable {
  private let database: DatabaseQueue
  private let texts = TextCache()
  private let path: String

  /// Throws `noStore`, `notAStore`, `newerVersion`, `unreadable`, `networkFileSystem`.
  package static func open(at path: String) throws(StoreError) -> StoreReader {
    let file = try StoreFile.locate(path)
    guard file.exists else { throw StoreError(.noStore, path: path) }
    try file.refuseNetwork()
    do {
      return StoreReader(
        database: try DatabaseQueue(path: file.path, configuration: Connection.reading(file.path)),
        path: file.path)
    } catch {
      throw StoreError(error, path: file.path)
    }
  }

  private init(database: DatabaseQueue, path: String) {
    self.database = database
    self.path = path
  }

  /// Everything a report needs of a run.
  package func record(of run: String) async throws(StoreError) -> RunRecord {
    try await read { try $0.record(of: run) }
  }

  /// All runs, the one that began last first.
  package func runs() async throws(StoreError) -> [RunSummary] {
    try await read { try $0.runs() }
  }

  /// See `CheckpointStore.calibration`.
  package func calibration(model: String) async throws(StoreError) -> Double? {
    try await read { try $0.calibration(model: model) }
  }

  /// See `CheckpointStore.history`.
  package func history(ofUnit prefix: String) async throws(StoreError) -> [UnitHistory] {
    try await read { try $0.history(ofUnit: prefix) }
  }

  /// See `CheckpointStore.predecessors`.
  package func predecessors(
    of unit: ReviewUnit, before run: String
  ) async throws(StoreError) -> [ReviewUnit] {
    try await read { try $0.predecessors(of: unit, before: run) }
  }

  private func read<Value: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> Value
  ) async throws(StoreError) -> Value {
    let (texts, path) = (texts, path)
    let result = await withCheckedContinuation { continuation in
      database.asyncRead { access in
        continuation.resume(
          returning: Result {
            try body(Snapshot(database: try access.get(), texts: texts, path: path))
          })
      }
    }
    do {
      return try result.get()
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
