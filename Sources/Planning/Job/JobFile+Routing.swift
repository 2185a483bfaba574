import Model

extension JobFile {
  static func routing(_ value: JobValue) throws(JobFileError) -> RoutingRules {
    let section = try JobSection(
      value, known: ["mode", "sensitive", "cloud", "allow", "escalate", "whenLocalIsDown"])
    var rules = RoutingRules()
    if let mode = section["mode"] { rules.mode = try mode.choice(of: RoutingMode.self) }
    if let sensitive = section["sensitive"] { rules.sensitive = try sensitive.globs() }
    if let cloud = section["cloud"] { rules.cloud = try cloud.choice(of: RoutingRules.CloudScope.self) }
    if let down = section["whenLocalIsDown"] {
      rules.whenLocalIsDown = try down.choice(of: RoutingRules.WhenLocalIsDown.self)
    }
    if let allow = section["allow"] {
      // Whoever writes an allow-list means it: without the scope it would silently allow everything.
      guard rules.cloud == .allowListedPathsOnly else {
        throw allow.fail("`routing.allow` needs `cloud: allow-listed-paths-only` beside it")
      }
      rules.allow = try allow.globs()
    }
    if let escalate = section["escalate"] { try read(escalate, into: &rules) }
    return rules
  }

  private static func read(_ value: JobValue, into rules: inout RoutingRules) throws(JobFileError) {
    let section = try JobSection(value, known: ["before", "after"])
    if let before = section["before"] {
      rules.escalateBefore = try before.choices(among: Signal.allCases.filter(\.isFree))
    }
    if let after = section["after"] {
      rules.escalateAfter = try after.choices(among: Signal.allCases.filter { !$0.isFree })
    }
  }
}
