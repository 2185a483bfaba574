import Synchronization

/// Units of one run that were read before anybody asked for them, still packed.
///
/// A read is a transaction with its file locks, and each commit in between makes SQLite read the pages anew; workers
/// take the units of a group one after another. So one read brings the next units of the group along.
final class ReadAhead: Sendable {
  /// How many places after the one that was asked for.
  static let distance = 15
  /// The reads of 128 workers; packed units are a few kilobytes each.
  private static let most = 2048

  private struct State {
    var run = ""
    var units: [Int: StoredUnit] = [:]
  }

  /// Protects the units, which any task takes and the reading connection brings.
  private let state = Mutex(State())

  /// Hands a unit out and forgets it: nearly all are asked for once.
  func take(_ ordinal: Int, of run: String) -> StoredUnit? {
    state.withLock { $0.run == run ? $0.units.removeValue(forKey: ordinal) : nil }
  }

  func keep(_ units: [Int: StoredUnit], of run: String) {
    state.withLock { state in
      if state.run != run || state.units.count + units.count > Self.most {
        state = State(run: run)
      }
      state.units.merge(units) { $1 }
    }
  }

  /// To be called when a plan is taken back: its places will hold other units.
  func forget() { state.withLock { $0 = State() } }
}
