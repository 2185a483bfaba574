import Model

extension JobFile {
  static func budget(_ value: JobValue) throws(JobFileError) -> BudgetLimits {
    let section = try JobSection(value, known: ["perRun", "perMonth", "perRequest"])
    return BudgetLimits(
      perRun: try section["perRun"]?.money() ?? .zero,
      perMonth: try section["perMonth"]?.money() ?? .zero,
      perRequest: try section["perRequest"]?.money() ?? .zero)
  }

  static func limits(_ value: JobValue) throws(JobFileError) -> Limits {
    let section = try JobSection(
      value,
      known: [
        "deadline", "firstToken", "stall", "total", "retries", "maxOutputTokens", "maxReplyBytes", "outage",
        "grace",
      ])
    var limits = Limits()
    limits.deadline = try section["deadline"]?.duration()
    limits.firstToken = try section["firstToken"]?.duration() ?? limits.firstToken
    limits.stall = try section["stall"]?.duration() ?? limits.stall
    limits.total = try section["total"]?.duration() ?? limits.total
    limits.retries = try section["retries"]?.integer(0...20) ?? limits.retries
    limits.maxOutputTokens = try section["maxOutputTokens"]?.integer(64...1_000_000) ?? limits.maxOutputTokens
    limits.maxReplyBytes = try section["maxReplyBytes"]?.integer(1024...(1 << 30)) ?? limits.maxReplyBytes
    limits.outage = try section["outage"]?.duration() ?? limits.outage
    limits.grace = try section["grace"]?.duration() ?? limits.grace
    return limits
  }
}
