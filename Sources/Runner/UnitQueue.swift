import Checkpoints
import Model
import Routing
import Synchronization

/// A unit on its way through the pool, with what has happened to it in this run.
struct Ticket: Sendable {
  let unit: PendingUnit
  var attempts: [AttemptFacts] = []
  /// The node that a fallback is meant for; nil: any.
  var node: String?
}

/// The units that wait to be sent, arranged so that a node's prefix cache hits.
///
/// A worker stays with its group. One that needs a new group takes an untouched one, because the first prompt
/// of a group computes the prefix that the others reuse; only when every group is under way does it join one,
/// since an idle slot costs more than a prefix computed twice.
final class UnitQueue: Sendable {
  private struct State {
    var groups: [Digest: [Ticket]] = [:]
    /// Untouched groups, last first.
    var untouched: [Digest] = []
    var underWay: [Digest] = []
    var fallbacks: [String: [Ticket]] = [:]
    /// Units taken and not yet settled: one of them may come back for another node.
    var outstanding = 0
    var isClosed = false
    var waiters: [Waiter] = []
  }

  private struct Waiter {
    let node: String
    let continuation: CheckedContinuation<Ticket?, Never>
  }

  /// Protects everything above; never held across a suspension.
  private let state: Mutex<State>

  /// `units` ordered by group.
  init(_ units: [PendingUnit]) {
    var initial = State()
    for unit in units.reversed() {
      if initial.groups[unit.group] == nil { initial.untouched.append(unit.group) }
      initial.groups[unit.group, default: []].append(Ticket(unit: unit))
    }
    state = Mutex(initial)
  }

  /// The next unit for a worker of `node`; nil when none will come any more.
  func next(for node: String, lastGroup: Digest?) async -> Ticket? {
    await withCheckedContinuation { continuation in
      let now: Ticket?? = state.withLock { state in
        if state.isClosed { return .some(nil) }
        if let ticket = Self.take(from: &state, for: node, lastGroup: lastGroup) { return ticket }
        if state.outstanding == 0 { return .some(nil) }
        state.waiters.append(Waiter(node: node, continuation: continuation))
        return nil
      }
      if let now { continuation.resume(returning: now) }
    }
  }

  /// The unit is settled.
  func done() {
    let finished = state.withLock { state -> [Waiter] in
      state.outstanding -= 1
      guard state.outstanding == 0, state.groups.isEmpty, state.fallbacks.isEmpty else { return [] }
      return Self.takeWaiters(from: &state)
    }
    for waiter in finished { waiter.continuation.resume(returning: nil) }
  }

  /// The unit goes on with another node.
  func handOver(_ ticket: Ticket, to node: String) {
    var ticket = ticket
    ticket.node = node
    let handed = ticket
    let waiter = state.withLock { state -> Waiter? in
      if let index = state.waiters.firstIndex(where: { $0.node == node }) {
        return state.waiters.remove(at: index)
      }
      state.outstanding -= 1
      state.fallbacks[node, default: []].append(handed)
      return nil
    }
    waiter?.continuation.resume(returning: handed)
  }

  /// Stops dispatching: whoever waits, or asks from now on, gets nil.
  func close() {
    let waiting = state.withLock { state -> [Waiter] in
      state.isClosed = true
      return Self.takeWaiters(from: &state)
    }
    for waiter in waiting { waiter.continuation.resume(returning: nil) }
  }

  private static func takeWaiters(from state: inout State) -> [Waiter] {
    defer { state.waiters = [] }
    return state.waiters
  }

  private static func take(from state: inout State, for node: String, lastGroup: Digest?) -> Ticket? {
    guard let ticket = takeFallback(from: &state, for: node) ?? takeUnit(from: &state, lastGroup: lastGroup)
    else { return nil }
    state.outstanding += 1
    return ticket
  }

  private static func takeFallback(from state: inout State, for node: String) -> Ticket? {
    guard let ticket = state.fallbacks[node]?.popLast() else { return nil }
    if state.fallbacks[node]?.isEmpty == true { state.fallbacks[node] = nil }
    return ticket
  }

  private static func takeUnit(from state: inout State, lastGroup: Digest?) -> Ticket? {
    let group: Digest
    if let lastGroup, state.groups[lastGroup] != nil {
      group = lastGroup
    } else if let fresh = state.untouched.popLast() {
      group = fresh
      state.underWay.append(fresh)
    } else if let joined = state.underWay.first {
      group = joined
    } else {
      return nil
    }
    let ticket = state.groups[group]?.popLast()
    if state.groups[group]?.isEmpty == true {
      state.groups[group] = nil
      state.underWay.removeAll { $0 == group }
    }
    return ticket
  }
}
