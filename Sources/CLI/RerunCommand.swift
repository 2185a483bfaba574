import ArgumentParser
import Checkpoints
import Model
import Planning
import Reporting
import Runner

struct RerunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Asks again what failed or was deferred, from the store alone, without the repository.",
    discussion: """
      Example: sluice rerun --failed --store ci-store.sqlite --job jobs/laptop.yml
      Without --failed and --deferred it takes both. --job gives other nodes than those of the run.
      """)

  @OptionGroup var checkpoint: StoreOptions

  @Option(help: "The run; without it the latest.")
  var run: String?

  @Flag(help: "Units that failed.")
  var failed = false

  @Flag(help: "Units that were deferred.")
  var deferred = false

  @Option(help: "Which tiers may be used: local, cloud or auto.")
  var mode: RoutingMode?

  @Option(help: "A job file whose nodes, routing and limits are used instead of the run's own.")
  var job: String?

  @Option(help: "A report to write, as FORMAT=PATH; may be repeated.")
  var report: [ReportOption] = []

  func run() async throws {
    let wiring = Wiring()
    try report.map(\.target).refuseUnknownFormats()
    let store = try await wiring.openStore(at: checkpoint.store)
    let id = try await store.runs().named(run, in: checkpoint.store).id
    let settings = try await settings(of: id, in: store, wiring)
    let progress = ProgressView(wiring.environment)
    let stop = StopSwitch()
    let signals = SignalTrap(stop)
    defer { signals.release() }

    let chosen = try await store.pending(in: id, states: states)
    try await store.reopen(id)
    try await store.settle(chosen.map { ($0.ordinal, .planned, nil) }, in: id)

    let runner = try wiring.runner(for: settings, store: store, stop: stop, report: progress.show)
    _ = await runner.probe()
    let end = try await runner.run(id)
    let outcome = try await RunOutcome.conclude(id, end: end, in: store)
    try outcome.writeReports(settings.reports + report.map(\.target))
    progress.finish(outcome.verdict.line)
    await store.close()
    throw outcome.exit
  }

  private var states: Set<UnitState> {
    switch (failed, deferred) {
    case (true, false): [.failed, .planned]
    case (false, true): [.deferred, .planned]
    case (true, true), (false, false): [.failed, .deferred, .planned]
    }
  }

  private func settings(
    of id: String, in store: any CheckpointStore, _ wiring: Wiring
  ) async throws -> Job {
    var settings = try await store.header(of: id).job
    settings.reports = []
    if let job {
      let other = try JobFile.read(path: job, environment: wiring.environment)
      settings.nodes = other.nodes
      settings.routing = other.routing
      settings.limits = other.limits
    }
    if let mode { settings.routing.mode = mode }
    return settings
  }
}

extension [RunSummary] {
  /// The run with this id or its beginning; without one the newest.
  func named(_ id: String?, in store: String) throws -> RunSummary {
    let matches = id.map { id in filter { $0.id.hasPrefix(id) } } ?? self
    guard let run = matches.first else {
      throw UsageError(
        isEmpty
          ? "\(store) holds no run yet; start one with: sluice run"
          : "no run \(id ?? "") in \(store); `sluice status --store \(store)` lists them")
    }
    if let id, matches.count > 1, run.id != id {
      throw UsageError("\(matches.count) runs in \(store) begin with \(id); give more of the id")
    }
    return run
  }
}
