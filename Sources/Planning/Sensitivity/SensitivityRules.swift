import Model

/// Decides from paths and attributes whether a file's code may leave the building; the scanner decides from its text.
///
/// The answer is a list of rule names; an empty one means that no rule objects. A name never holds what matched.
struct SensitivityRules: Sendable {
  /// The attribute by which a repository restricts its own files.
  static let attribute = "sluice-restricted"
  /// Raised when a rule below or in the scanner changes: units cut under older rules get new ids.
  static let version = "sensitivity/1"

  private let globs: [PathGlob]

  init(_ routing: RoutingRules) { globs = routing.sensitive.map { PathGlob($0) } }

  /// Rules that restrict a path whatever the file holds.
  func rules(for path: RepositoryPath) -> [String] {
    var rules = globs.filter { $0.matches(path.bytes) }.map { "path:\($0.pattern)" }
    if let pathClass = PathClass(path) { rules.append("path-class:\(pathClass.rawValue)") }
    return rules
  }

  /// What of a job decides who is restricted, for the identity of units.
  static func policy(of routing: RoutingRules) -> Digest {
    Digest(
      of: [version, "sensitive"] + routing.sensitive + ["cloud", routing.cloud.rawValue] + routing.allow)
  }
}
