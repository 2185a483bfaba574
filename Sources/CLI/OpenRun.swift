import Checkpoints
import Model
import Planning
import Runner

/// The run that a `sluice run` works on: a fresh one, or the one that it continues.
struct OpenRun {
  enum Origin {
    case fresh
    /// Killed or interrupted before.
    case continued
    /// Already complete with the weights that answer today; ended with this code.
    case settled(exitCode: Int)
  }

  let id: String
  let origin: Origin

  /// Asks what is left to ask; nothing when the run is settled.
  func proceed(with runner: Runner) async throws -> RunEnd {
    if case .settled = origin { return .finished }
    return try await runner.run(id)
  }

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
      return OpenRun(id: latest.id, origin: .settled(exitCode: latest.exitCode ?? 0))
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
    let models = try await store.models(in: run)
    return today.isEmpty || models.allSatisfy { model in today.contains { $0.text == model } }
  }
}
