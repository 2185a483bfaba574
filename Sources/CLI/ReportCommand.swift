import ArgumentParser
import Checkpoints
import Model
import Reporting

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Renders a run again from the store: finished, resumed, interrupted or failed.",
    discussion: "Example: sluice report --format markdown --output review.md")

  @OptionGroup var checkpoint: StoreOptions

  @Option(help: "The run; without it the latest.")
  var run: String?

  @Option(help: ArgumentHelp("markdown or json.", valueName: "format"))
  var format = ReportTarget.Format.markdown

  @Option(help: "Where to; without it standard output.")
  var output: String?

  func run() async throws {
    try [ReportTarget(format: format, path: "")].refuseUnknownFormats()
    let reader = try StoreReader.open(at: checkpoint.store)
    let summary = try await reader.runs().named(run, in: checkpoint.store)
    let record = try await reader.record(of: summary.id)
    let text = try ReportRenderer.render(record, as: format)
    guard let output else { return Terminal.say(text) }
    try ReportFile.write(text, to: output)
    Terminal.complain("report: \(output)")
  }
}
