import Model

extension JobFile {
  /// `source:` is one range or a list of them.
  static func sources(_ value: JobValue) throws(JobFileError) -> [Source] {
    var sources: [Source] = []
    for item in try value.items() { sources.append(try source(item)) }
    guard !sources.isEmpty else { throw value.fail("`source` names no range; leave it out or list one") }
    return sources
  }

  private static func source(_ value: JobValue) throws(JobFileError) -> Source {
    let section = try JobSection(value, known: ["repo", "base", "head", "each", "direct"])
    return Source(
      repository: try section["repo"]?.text() ?? ".",
      base: try section["base"].map(revision),
      head: try section["head"].map(revision) ?? "HEAD",
      each: try section["each"]?.choice(of: Source.Granularity.self) ?? .range,
      direct: try section["direct"]?.boolean() ?? false)
  }

  /// A revision that begins with `-` would be read as an option by the git program.
  private static func revision(_ value: JobValue) throws(JobFileError) -> String {
    let text = try value.text()
    guard !text.hasPrefix("-") else { throw value.fail("\(value.name) must be a revision, not an option") }
    return text
  }
}
