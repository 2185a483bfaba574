import ArgumentParser
import Glibc

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a starter job, and prints the step for the CI system found here.",
    discussion: "Example: sluice init --output jobs/default.yml")

  @Option(help: "Where the job goes.")
  var output = "jobs/default.yml"

  func run() throws {
    guard !FileSystem.exists(output) else {
      throw UsageError("\(output) exists and is left alone; give another place with --output")
    }
    try FileSystem.write(StarterJob.text, to: output)
    Terminal.say("Wrote \(output). Next: sluice doctor \(output)")
    Terminal.say("\nThe step for \(PipelineStep.here.system):\n\n\(PipelineStep.here.text(job: output))")
  }
}
