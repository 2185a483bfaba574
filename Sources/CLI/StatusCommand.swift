import ArgumentParser
import Checkpoints
import Model
import Reporting

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Lists the runs of a store and how far they are. Reads only, also while a run is going.",
    discussion: "Example: sluice status --watch")

  @OptionGroup var checkpoint: StoreOptions

  @Option(help: "table or json.")
  var format = DocumentFormat.table

  @Flag(help: "Look again every second until no run is going.")
  var watch = false

  func run() async throws {
    let reader = try StoreReader.open(at: checkpoint.store)
    while true {
      let runs = try await reader.runs().map(RunStatus.init)
      Terminal.say(
        format == .json ? StatusDocument.json(runs) : StatusDocument.table(runs, width: Terminal.width))
      guard watch, runs.contains(where: { $0.state == .running }) else { return }
      try await Task.sleep(for: .seconds(1))
    }
  }
}

extension RunStatus {
  init(_ run: RunSummary) {
    self.init(
      id: run.id, job: run.job, base: run.ranges.first?.base ?? "", head: run.ranges.first?.head ?? "",
      state: run.state, startedAt: run.startedAt, endedAt: run.endedAt, exitCode: run.exitCode,
      counts: run.counts, spent: run.spent)
  }
}
