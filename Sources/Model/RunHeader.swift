/// What a run is about: written when it begins.
package struct RunHeader: Sendable, Hashable, Codable {
  /// Sortable by time and unique: `20261122T205923Z-4f2a`.
  package var id: String
  package var job: Job
  package var ranges: [ReviewRange]
  /// SHA-256 over what decides the plan: job, ranges and planner version. Equal digests continue each other.
  package var planDigest: Digest
  /// Milliseconds since the Unix epoch.
  package var startedAt: Int64
  package var version: String

  package init(
    id: String, job: Job, ranges: [ReviewRange], planDigest: Digest, startedAt: Int64, version: String
  ) {
    self.id = id
    self.job = job
    self.ranges = ranges
    self.planDigest = planDigest
    self.startedAt = startedAt
    self.version = version
  }
}
