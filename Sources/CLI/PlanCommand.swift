import ArgumentParser
import Model
import Planning
import Reporting

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Shows what would be sent where, why, for how much. Asks nothing but the nodes' health.",
    discussion: "Example: sluice plan --base main --head HEAD --format json")

  @OptionGroup var options: JobOptions

  @Option(help: "table or json.")
  var format = DocumentFormat.table

  @Flag(help: "Ask no node at all.")
  var offline = false

  @Flag(help: "Add each unit's exact request text to the JSON.")
  var withPrompts = false

  func run() async throws {
    let wiring = Wiring()
    let job = try options.load(wiring.environment)
    let preview = try await wiring.preview(job, offline: offline)
    let planner = Planner(job: job, trusting: options.trustRepo, contextTokens: preview.contextTokens)
    let ranges = try planner.ranges()
    var files: [PlannedFile] = []
    var units: [ReviewUnit] = []
    try await planner.plan(ranges) { batch in
      files += batch.files
      units += withPrompts ? batch.units : batch.units.map(\.withoutText)
    }
    let document = PlanDocument(
      ranges: ranges.map(\.range), files: files, units: units, routes: units.map(preview.route))
    Terminal.say(
      format == .json ? document.json(withPrompts: withPrompts) : document.table(width: Terminal.width))
  }
}

extension ReviewUnit {
  /// The unit without its texts, which a plan of many files need not keep in memory.
  fileprivate var withoutText: ReviewUnit {
    var unit = self
    unit.prompt = Prompt(
      instructions: "", shared: "", body: "", estimatedTokens: prompt.estimatedTokens)
    unit.hunks = hunks.map { UnitHunk(span: $0.span, text: "") }
    return unit
  }
}
