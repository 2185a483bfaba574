import Synchronization

/// Every request that a fake saw.
package final class RequestLog: Sendable {
  private struct State {
    var requests: [FakeRequest] = []
    var count = 0
    var chats = 0
    var active = 0
    var peak = 0
    var abandoned = 0
    var connections = 0
  }

  /// Protects the counts, which many connections raise at once.
  private let state = Mutex(State())
  /// Later requests are counted, and their bodies forgotten, so that long runs stay small.
  private let keep: Int

  init(keep: Int) { self.keep = keep }

  /// The first requests (2,000 unless told otherwise), in the order of arrival.
  package var requests: [FakeRequest] { state.withLock(\.requests) }
  package var chats: [FakeRequest] { requests.filter(\.isChat) }
  package var count: Int { state.withLock(\.count) }
  package var chatCount: Int { state.withLock(\.chats) }
  /// The most chats that were being answered at one moment.
  package var peakConcurrency: Int { state.withLock(\.peak) }
  /// Chats being answered now.
  package var active: Int { state.withLock(\.active) }
  /// Replies that the client did not wait for.
  package var abandoned: Int { state.withLock(\.abandoned) }
  /// Connections that were accepted.
  package var connections: Int { state.withLock(\.connections) }

  /// Forgets everything except who is active now.
  package func clear() {
    state.withLock { state in
      let active = state.active
      state = State()
      state.active = active
      state.peak = active
    }
  }

  func connected() { state.withLock { $0.connections += 1 } }

  func left() { state.withLock { $0.abandoned += 1 } }

  func began(_ make: (Int) -> FakeRequest) -> FakeRequest {
    state.withLock { state in
      let request = make(state.count)
      state.count += 1
      if state.requests.count < keep { state.requests.append(request) }
      if request.isChat {
        state.chats += 1
        state.active += 1
        state.peak = max(state.peak, state.active)
      }
      return request
    }
  }

  func ended(_ request: FakeRequest) {
    if request.isChat { state.withLock { $0.active -= 1 } }
  }
}
