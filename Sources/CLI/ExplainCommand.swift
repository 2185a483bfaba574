import ArgumentParser
import Checkpoints
import Model

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "How a unit was cut, classified, routed and answered, and why it was or was not reused.",
    discussion: "Example: sluice explain 3fa9c1   (the beginning of a unit's id, as plan and report show it)")

  @OptionGroup var checkpoint: StoreOptions

  @Argument(help: "A unit's id or its beginning.")
  var unit: String

  @Flag(help: "Show the exact request text and the raw answers.")
  var raw = false

  func run() async throws {
    let reader = try StoreReader.open(at: checkpoint.store)
    let histories = try await reader.history(ofUnit: unit.lowercased())
    guard let latest = histories.first else {
      throw UsageError(
        "no unit in \(checkpoint.store) begins with \(unit); `sluice report --format json` lists their ids")
    }
    let before = try await reader.predecessors(of: latest.unit, before: latest.run)
    let text = Explanation(histories: histories, predecessors: before, showsRaw: raw).text
    Terminal.say(text)
  }
}
