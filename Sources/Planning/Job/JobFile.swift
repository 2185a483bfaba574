package import Model

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads job files: YAML in, a `Job` out, or an error that points at the line.
package enum JobFile {
  /// Larger files are refused unread.
  static let byteLimit = 256 << 10

  private static let keys = [
    "version", "name", "source", "include", "exclude", "review", "nodes", "routing", "budget", "limits",
    "gate",
    "reports",
  ]

  /// Reads the file at `path`; `environment` fills in `${NAME}`.
  package static func read(path: String, environment: [String: String]) throws(JobFileError) -> Job {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw JobFileError(
        file: path, message: "the job file cannot be read; check the path, or run `sluice init` to write one")
    }
    guard data.count <= byteLimit else {
      throw JobFileError(
        file: path, message: "the job file has \(data.count) bytes; at most \(byteLimit) are read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw JobFileError(file: path, message: "the job file is not UTF-8 text; save it as UTF-8")
    }
    return try parse(text, name: path, environment: environment)
  }

  /// Reads the text of a job; `name` is the file's name in errors.
  package static func parse(
    _ text: String, name: String, environment: [String: String]
  ) throws(JobFileError) -> Job {
    guard text.utf8.count <= byteLimit else {
      throw JobFileError(
        file: name, message: "the job file has \(text.utf8.count) bytes; at most \(byteLimit) are read")
    }
    let root = try JobDocument(file: name, environment: environment).root(of: text)
    let section = try JobSection(root, known: keys)
    try checkVersion(section)
    let nodes = try JobFile.nodes(section.required("nodes", "{ mac: { tier: local, … } }"))
    let routing = try section["routing"].map(JobFile.routing) ?? RoutingRules()
    try check(routing, against: nodes, at: section["routing"] ?? root)
    return Job(
      name: try section["name"]?.text() ?? "review",
      sources: try section["source"].map(JobFile.sources) ?? [Source()],
      include: try section["include"]?.globs() ?? ["**"],
      exclude: try section["exclude"]?.globs() ?? [],
      review: try section["review"].map(JobFile.review) ?? ReviewRules(),
      nodes: nodes, routing: routing,
      budget: try section["budget"].map(JobFile.budget) ?? BudgetLimits(),
      limits: try section["limits"].map(JobFile.limits) ?? Limits(),
      gate: try section["gate"].map(JobFile.gate) ?? Gate(),
      reports: try section["reports"].map(JobFile.reports) ?? [])
  }

  private static func checkVersion(_ section: JobSection) throws(JobFileError) {
    let version = try section.required("version", "1")
    guard try version.written() == "1" else {
      throw version.fail("this Sluice reads `version: 1`; the file says `\(try version.written())`")
    }
  }

  private static func check(
    _ routing: RoutingRules, against nodes: [NodeSpec], at value: JobValue
  ) throws(JobFileError) {
    if routing.mode == .local, !nodes.contains(where: { $0.tier == .local }) {
      throw value.fail("`mode: local` needs a node with `tier: local`, and `nodes` has none")
    }
    if routing.mode == .cloud, !nodes.contains(where: { $0.tier == .cloud }) {
      throw value.fail("`mode: cloud` needs a node with `tier: cloud`, and `nodes` has none")
    }
  }
}
