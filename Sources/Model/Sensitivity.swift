/// Whether a unit's code may leave the building at all. Decided before routing, from the code alone.
package enum Sensitivity: String, Sendable, Hashable, Codable {
  /// May go to a cloud model when the job's policy and budget allow it.
  case open
  /// Stays on local nodes, always.
  case restricted
}
