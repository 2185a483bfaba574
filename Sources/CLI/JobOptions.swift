import ArgumentParser
import Model
import Planning

/// Which job, over which range: what `plan` and `run` have in common.
struct JobOptions: ParsableArguments {
  @Argument(help: "A job file; without one jobs/default.yml, else the built-in job.")
  var job: String?

  @Option(help: "The repository.")
  var repo: String?

  @Option(help: "Where the change starts: any revision git understands.")
  var base: String?

  @Option(help: "Where the change ends.")
  var head: String?

  @Flag(help: "Compare the two trees themselves, not from their merge base.")
  var direct = false

  @Flag(help: "Open a repository that belongs to another user.")
  var trustRepo = false

  @Option(help: "Which tiers may be used: local, cloud or auto.")
  var mode: RoutingMode?

  /// The job with what the flags say laid over it.
  func load(_ environment: [String: String]) throws -> Job {
    var job = try read(environment)
    if let mode { job.routing.mode = mode }
    guard repo != nil || base != nil || head != nil || direct else {
      return CIEnvironment(environment).fill(job)
    }
    guard job.sources.count <= 1 else {
      throw UsageError(
        "the job \(job.name) lists \(job.sources.count) sources; --repo, --base, --head and --direct need a job with one"
      )
    }
    var source = job.sources.first ?? Source()
    source.repository = repo ?? source.repository
    source.base = base ?? source.base
    source.head = head ?? source.head
    source.direct = direct || source.direct
    job.sources = [source]
    return CIEnvironment(environment).fill(job)
  }

  private func read(_ environment: [String: String]) throws -> Job {
    if let job { return try JobFile.read(path: job, environment: environment) }
    let usual = (repo.map { "\($0)/" } ?? "") + "jobs/default.yml"
    if FileSystem.exists(usual) { return try JobFile.read(path: usual, environment: environment) }
    return JobFile.builtIn(environment: environment)
  }
}

extension RoutingMode: ExpressibleByArgument {}
extension ReportTarget.Format: ExpressibleByArgument {}

/// Forms of the machine-readable product of `plan` and `status`.
enum DocumentFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json
}
