import Synchronization

/// A door that a test opens by hand, so that no test has to sleep until something "has surely happened".
package final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var arrivals = 0
    var nextID = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var watching: [Int: (count: Int, continuation: CheckedContinuation<Void, Never>)] = [:]
  }

  /// Protects who waits; continuations are resumed outside it.
  private let state = Mutex(State())

  package init() {}

  /// Lets everybody through, now and later.
  package func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume() }
  }

  /// How many have reached the gate, those that went through included.
  package var arrivals: Int { state.withLock(\.arrivals) }

  /// Waits until the gate is open or the task is cancelled.
  package func pass() async {
    arrive()
    await wait { state, id, continuation in
      guard !state.isOpen else { return false }
      state.waiting[id] = continuation
      return true
    }
  }

  /// Waits until `count` have reached the gate or the task is cancelled.
  package func arrived(_ count: Int) async {
    await wait { state, id, continuation in
      guard state.arrivals < count else { return false }
      state.watching[id] = (count, continuation)
      return true
    }
  }

  private func arrive() {
    let ready = state.withLock { state in
      state.arrivals += 1
      let arrivals = state.arrivals
      let ready = state.watching.filter { $0.value.count <= arrivals }
      for id in ready.keys { state.watching[id] = nil }
      return ready.values.map(\.continuation)
    }
    for continuation in ready { continuation.resume() }
  }

  private func wait(
    _ enlist: @Sendable (inout State, Int, CheckedContinuation<Void, Never>) -> Bool
  ) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let waits = state.withLock { state in
          // A cancellation that came first found nobody to wake, so it must be seen here.
          !Task.isCancelled && enlist(&state, id, continuation)
        }
        if !waits { continuation.resume() }
      }
    } onCancel: {
      let left = state.withLock { state in
        state.waiting.removeValue(forKey: id) ?? state.watching.removeValue(forKey: id)?.continuation
      }
      left?.resume()
    }
  }
}
