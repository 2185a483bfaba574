package import Model

/// What a run tells while it is going. Progress views read it; nothing else depends on it.
package enum RunEvent: Sendable {
  case probed(node: NodeSpec, NodeProbe)
  /// How many units are to be asked, and how many were just inherited from earlier runs.
  case counted(pending: Int, inherited: Int)
  case dispatched(ordinal: Int, node: String)
  /// An attempt is over and on disk.
  case finished(Attempt)
  /// A unit has come to its end and that is on disk.
  case settled(ordinal: Int, state: UnitState)
  /// A node fails and is left out until then (milliseconds since the Unix epoch).
  case coolingDown(node: String, until: Int64)
  case stopping(String)
}

/// How a run came to its end.
package enum RunEnd: Sendable, Hashable {
  /// Every unit has come to an end.
  case finished
  /// Stopped by a signal; units are left and the same command continues.
  case interrupted(signal: Int32)
  /// The job's deadline passed; the units that were left are deferred.
  case deadline
}
