import Synchronization

/// The one place where a run learns that it has to stop: a signal's handler or the deadline throws the switch,
/// the runner waits for it.
package final class StopSwitch: Sendable {
  package enum Cause: Sendable, Hashable {
    case signal(Int32)
    case deadline
  }

  fileprivate struct State {
    var cause: Cause?
    /// How often it was thrown: the second time means at once.
    var count = 0
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    var wanted: [Int: Int] = [:]
    var nextID = 0
  }

  /// Protects the cause and the waiters; never held across a suspension.
  private let state = Mutex(State())

  package init() {}

  /// Why the run stops; nil while it may go on.
  package var cause: Cause? { state.withLock { $0.cause } }

  /// Throws the switch. The first cause stands; each call counts.
  package func stop(_ cause: Cause) {
    let woken = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.cause = state.cause ?? cause
      state.count += 1
      return state.takeDueWaiters()
    }
    for waiter in woken { waiter.resume() }
  }

  /// Returns once the switch was thrown `times` times, or the task is cancelled.
  package func thrown(times: Int = 1) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.count >= times || Task.isCancelled { return true }
          state.waiters[id] = continuation
          state.wanted[id] = times
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { state in
        state.wanted[id] = nil
        return state.waiters.removeValue(forKey: id)
      }?.resume()
    }
  }
}

extension StopSwitch.State {
  fileprivate mutating func takeDueWaiters() -> [CheckedContinuation<Void, Never>] {
    let due = wanted.filter { $0.value <= count }.map(\.key)
    return due.compactMap { id in
      wanted[id] = nil
      return waiters.removeValue(forKey: id)
    }
  }
}
