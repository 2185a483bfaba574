import ArgumentParser

/// The command line: one subcommand a file.
struct Sluice: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sluice",
    abstract: "Reviews git changes with language models: your own node first, every line accounted for.",
    discussion: """
      Examples:
        sluice plan --base main --head HEAD     what would be reviewed, in which units, sent where
        sluice run --base main --head HEAD      review it; the same command continues a killed run
        sluice report --format markdown         render the last run again, from the store alone

      Exit codes: 0 clean, 1 findings at or above the gate, 2 usage or job file, 3 incomplete,
      4 infrastructure, 130/143 interrupted (resumable).
      """,
    version: Version.text,
    subcommands: [
      InitCommand.self, PlanCommand.self, RunCommand.self, RerunCommand.self, ReportCommand.self,
      StatusCommand.self, ExplainCommand.self, DoctorCommand.self,
    ])
}
