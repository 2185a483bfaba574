/// Where a run stands.
package enum RunState: String, Sendable, Hashable, Codable {
  /// Under way, or killed: the same command continues it.
  case running
  /// Every planned unit was answered.
  case complete
  /// Came to its end with units failed, deferred or waiting for a human.
  case incomplete
  /// Stopped by a signal or a deadline; the same command continues it.
  case interrupted
}
