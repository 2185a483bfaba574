import GRDB

/// A store in one SQLite file, written by one process at a time.
///
/// Every change is flushed to the disk before its call returns (write-ahead log, `synchronous=FULL`). Concurrent
/// changes share a flush; see `CommitQueue`.
package final class SQLiteCheckpointStore: CheckpointStore {
  let file: StoreFile
  let database: DatabaseQueue
  /// Reads what never changes once it is written, so that nobody waits for a flush to look at a unit.
  private let reader: DatabaseQueue
  let queue: CommitQueue
  private let lock: StoreLock
  private let texts = TextCache()
  private let readerTexts = TextCache()
  let ahead = ReadAhead()

  private init(file: StoreFile, lock: StoreLock, database: DatabaseQueue, reader: DatabaseQueue) {
    self.file = file
    self.lock = lock
    self.database = database
    self.reader = reader
    queue = CommitQueue(database, path: file.path)
  }

  deinit {
    // The connections go before the lock: nobody else may write while they are open.
    try? reader.close()
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
      let database = try Connection.open(file)
      let reader = try DatabaseQueue(path: file.path, configuration: Connection.reading(file.path))
      return SQLiteCheckpointStore(file: file, lock: lock, database: database, reader: reader)
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
    // Folding needs the file for itself.
    try? reader.close()
    ahead.forget()
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
    try await read(on: database, texts, body)
  }

  /// Reads beside the writer: only for what is committed before anybody asks and stays as it is.
  func readSettled<Value: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> Value
  ) async throws(StoreError) -> Value {
    try await read(on: reader, readerTexts, body)
  }

  private func read<Value: Sendable>(
    on connection: DatabaseQueue, _ texts: TextCache, _ body: @escaping @Sendable (Snapshot) throws -> Value
  ) async throws(StoreError) -> Value {
    if let refusal = queue.refusal, refusal.kind == .closed { throw refusal }
    let path = file.path
    let result = await withCheckedContinuation { continuation in
      connection.asyncWriteWithoutTransaction { database in
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
