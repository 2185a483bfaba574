import ArgumentParser
import Checkpoints
import Model
import Planning
import Reporting
import Runner

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract:
      "Plans, dispatches, checkpoints and reports. Continues an unfinished run of the same job and range.",
    discussion: "Example: sluice run jobs/pull-request.yml --base origin/main --report markdown=review.md")

  @OptionGroup var options: JobOptions
  @OptionGroup var checkpoint: StoreOptions

  @Option(help: "A report to write, as FORMAT=PATH; may be repeated.")
  var report: [ReportOption] = []

  func run() async throws {
    let wiring = Wiring()
    var job = try options.load(wiring.environment)
    job.reports += report.map(\.target)
    try job.reports.refuseUnknownFormats()

    let store = try await wiring.openStore(at: checkpoint.store)
    let progress = ProgressView(wiring.environment)
    let stop = StopSwitch()
    let signals = SignalTrap(stop)
    defer { signals.release() }

    let runner = try wiring.runner(for: job, store: store, stop: stop, report: progress.show)
    let probes = await runner.probe()
    let planner = Planner(
      job: job, trusting: options.trustRepo, contextTokens: job.localContext(probes: probes))
    let run = try await OpenRun.find(job: job, planner: planner, probes: probes, in: store)
    progress.announce(run)

    if case .settled(let code) = run.origin, job.reports.isEmpty {
      await store.close()
      throw ExitCode(Int32(code))
    }
    let end = try await run.proceed(with: runner)
    let outcome = try await RunOutcome.conclude(run.id, end: end, in: store)
    try outcome.writeReports(job.reports)
    progress.finish(outcome.verdict.line)
    await store.close()
    throw outcome.exit
  }
}
