import Checkpoints
import Model
import Planning

/// The run that a `sluice run` works on: a fresh one, or the one that it continues.
struct OpenRun {
  enum Origin {
    case fresh
    /// Killed or interrupted before.
    case continued
    /// Already complete with the weights that answer today.
    case settled
  }

  let id: String
  let origin: Origin

  var isSettled: Bool { origin == .settled }

  /// Finds or begins the run and sees to it that its whole plan is written down.
  static func find(
    job: Job, planner: Planner, probes: [NodeProbe], in store: any CheckpointStore
  ) async throws -> OpenRun {
    let ranges = try planner.ranges()
    let digest = planner.digest(of: ranges)
    guard let latest = try await store.latestRun(planDigest: digest) else {
      return try await begin(job, planner, ranges, digest, in: store)
    }
    switch latest.state {
    case .running, .interrupted:
      try await store.reopen(latest.id)
      if !latest.isPlanned {
        try await store.clearPlan(of: latest.id)
        try await write(planner, ranges, to: latest.id, in: store)
      }
      return OpenRun(id: latest.id, origin: .continued)
    case .complete where try await isCurrent(latest.id, probes: probes, in: store):
      return OpenRun(id: latest.id, origin: .settled)
    case .complete, .incomplete:
      return try await begin(job, planner, ranges, digest, in: store)
    }
  }

  private static func begin(
    _ job: Job, _ planner: Planner, _ ranges: [PlannedRange], _ digest: Digest, in store: any CheckpointStore
  ) async throws -> OpenRun {
    let now = Moment.now
    let header = RunHeader(
      id: Moment.runID(at: now), job: job, ranges: ranges.map(\.range), planDigest: digest, startedAt: now,
      version: Version.number)
    try await store.begin(header)
    try await write(planner, ranges, to: header.id, in: store)
    return OpenRun(id: header.id, origin: .fresh)
  }

  private static func write(
    _ planner: Planner, _ ranges: [PlannedRange], to run: String, in store: any CheckpointStore
  ) async throws {
    try await planner.plan(ranges) { batch in
      try await store.add(files: batch.files, units: batch.units, to: run)
    }
    try await store.markPlanned(run)
  }

  /// A complete run stands as long as no node tells of other weights than those that answered.
  private static func isCurrent(
    _ run: String, probes: [NodeProbe], in store: any CheckpointStore
  ) async throws -> Bool {
    let today = probes.filter { $0.health == .ready }.map(\.identity)
    let models = Set(try await store.record(of: run).units.compactMap(\.answeredBy?.identity.text))
    return today.isEmpty || models.allSatisfy { model in today.contains { $0.text == model } }
  }
}
