import GRDB
import Synchronization

/// Writes that wait for the one writing connection, committed in groups.
///
/// A commit costs a flush of the disk, 0.25 to 4 ms, whatever it holds. So whatever was handed over while the last
/// group was being written goes into the next one, and a write that meets an idle store is committed at once. Everybody
/// in a group learns of its fate together, after COMMIT has returned. The writer does not wait for more to come: the
/// callers are a closed circle, and while it waited for all of them none would be asking a node.
final class CommitQueue: Sendable {
  private struct State {
    var waiting: [any QueuedWrite] = []
    var isScheduled = false
    /// Set once: why nothing is written any more.
    var refusal: StoreError?
  }

  /// At 100 rows the flush is no longer what a row costs.
  private static let largestGroup = 100

  /// Protects the list of waiting writes; never held while SQLite works.
  private let state = Mutex(State())
  private let database: DatabaseQueue
  private let names = Names()
  private let path: String

  init(_ database: DatabaseQueue, path: String) {
    self.database = database
    self.path = path
  }

  /// Runs the body in the next group's transaction. Returns after that was committed.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value {
    // Not cancellable: an answer that was paid for is written, whatever becomes of the task that asked.
    let result = await withCheckedContinuation { continuation in
      enqueue(PendingWrite(body) { continuation.resume(returning: $0) })
    }
    return try result.get()
  }

  /// How many writes wait for their group.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Why nothing is written any more; nil while all is well.
  var refusal: StoreError? { state.withLock { $0.refusal } }

  /// Refuses all further writes, commits those that wait, then runs the body on the connection.
  func end(_ body: @escaping @Sendable (Database) -> Void) async {
    await withCheckedContinuation { continuation in
      database.asyncWriteWithoutTransaction { database in
        while self.commitGroup(on: database) {}
        self.state.withLock { $0.refusal = StoreError(.closed, path: self.path) }
        while self.commitGroup(on: database) {}
        body(database)
        continuation.resume()
      }
    }
  }

  private func enqueue(_ write: any QueuedWrite) {
    let (mustSchedule, refusal) = state.withLock { state in
      if let refusal = state.refusal { return (false, StoreError?.some(refusal)) }
      state.waiting.append(write)
      defer { state.isScheduled = true }
      return (!state.isScheduled, nil)
    }
    if let refusal { write.finish(refusal) }
    if mustSchedule { schedule() }
  }

  /// One group per turn, so that readers on the same connection get theirs in between.
  private func schedule() {
    database.asyncWriteWithoutTransaction { database in
      _ = self.commitGroup(on: database)
      let goesOn = self.state.withLock { state in
        state.isScheduled = !state.waiting.isEmpty
        return state.isScheduled
      }
      if goesOn { self.schedule() }
    }
  }

  /// Commits what waits, up to the largest group; false when nothing waited.
  private func commitGroup(on database: Database) -> Bool {
    let (group, refusal) = state.withLock { state in
      let group = Array(state.waiting.prefix(CommitQueue.largestGroup))
      state.waiting.removeFirst(group.count)
      return (group, state.refusal)
    }
    guard !group.isEmpty else { return false }
    let failure = refusal ?? commit(group, on: database)
    for write in group { write.finish(failure) }
    return true
  }

  private func commit(_ group: [any QueuedWrite], on database: Database) -> StoreError? {
    let transaction = Transaction(database: database, names: names, path: path)
    do {
      // IMMEDIATE: a transaction that began by reading could not become a writing one while another writes.
      try database.inTransaction(.immediate) {
        for write in group { try write.perform(in: transaction) }
        return .commit
      }
      return nil
    } catch {
      names.forget()
      let failure = StoreError(error, path: path)
      stopWrites(after: failure)
      return failure
    }
  }

  /// After a failed flush nobody can tell what the disk holds, and trying again may wrongly succeed; so nothing is
  /// written until the store was opened anew. Another program's lock spoils nothing.
  private func stopWrites(after failure: StoreError) {
    guard failure.kind != .busy else { return }
    state.withLock { state in
      if state.refusal == nil { state.refusal = StoreError(.writesStopped(failure.reason), path: path) }
    }
  }
}
