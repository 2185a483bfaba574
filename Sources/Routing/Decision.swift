package import Model

/// What happens to a unit next. A decision is a value; somebody else calls the network.
package enum Decision: Sendable, Hashable {
  /// Send it to the node named, for the reason given, once `after` has passed.
  case ask(node: String, reason: DispatchReason, after: Duration)
  /// Every node that could take it is cooling down: ask again when one of them may be probed.
  case wait(until: Instant)
  /// The unit has come to its end.
  case end(UnitState, reason: String)
}

/// Milliseconds on any clock that only moves forward; the caller's, so that tests can move it by hand.
package typealias Instant = Int64
