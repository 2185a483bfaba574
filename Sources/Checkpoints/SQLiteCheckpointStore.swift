import GRDB

/// A store in one SQLite file, written by one process at a time.
///
/// Every change is flushed to the disk before its call returns (write-ahead log, `synchronous=FULL`). Concurrent
/// changes share a flush; see `CommitQueue`.
package final class SQLiteCheckpointStore: CheckpointStore {
  let file: StoreFile
  let database: DatabaseQueue
  let queue: CommitQueue
  private let lock: StoreLock
  private let texts = TextCache()

  private init(file: StoreFile, lock: StoreLock, database: DatabaseQueue) {
    self.file = file
    self.lock = lock
    self.database = database
    queue = CommitQueue(database, path: file.path)
  }

  deinit {
    // The connection goes before the lock: nobody else may write while it is open.
    try? database.close()
    lock.release()
  }

  /// Opens or creates a store for writing, with the directories above it.
  ///
  /// Throws `locked` within a second when a process uses it, `networkFileSystem`, `notWritable`, `notAStore`,
  /// `newerVersion`, `corrupt`, `diskFull`.
  package static func open(at path: String) async throws(StoreError) -> SQLiteCheckpointStore {
    let file = try StoreFile.prepare(path)
    try file.refuseNetwork()
    let lock = try await StoreLock.acquire(for: file)
    try file.create()
    do {
      return SQLiteCheckpointStore(file: file, lock: lock, database: try Connection.open(file))
    } catch {
      throw StoreError(error, path: file.path)
    }
  }

  /// Opens an existing store for reading only, also while another process writes to it.
  package static func openReadOnly(at path: String) throws(StoreError) -> StoreReader {
    try StoreReader.open(at: path)
  }

  /// Writes what was handed over, folds the log into the file and frees the store. Later calls throw `closed`.
  package func close() async {
    let isHealthy = queue.refusal == nil
    await queue.end { database in
      if isHealthy { Connection.fold(database) }
    }
    try? database.close()
    lock.release()
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value {
    try await queue.write(body)
  }

  /// Reads on the writing connection, between two groups. SQLite's own isolation suffices: nobody else writes.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> Value
  ) async throws(StoreError) -> Value {
    if let refusal = queue.refusal, refusal.kind == .closed { throw refusal }
    let (texts, path) = (texts, file.path)
    let result = await withCheckedContinuation { continuation in
      database.asyncWriteWithoutTransaction { database in
        let snapshot = Snapshot(database: database, texts: texts, path: path)
        continuation.resume(returning: Result { try body(snapshot) })
      }
    }
    do {
      return try result.get()
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
