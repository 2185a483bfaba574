/// What to review, where to send it, what it may cost, what fails the build and which reports to write.
package struct Job: Sendable, Hashable, Codable {
  package var version: Int
  package var name: String
  package var sources: [Source]
  package var include: [String]
  package var exclude: [String]
  package var review: ReviewRules
  /// In the order of the file: the first is preferred among equals.
  package var nodes: [NodeSpec]
  package var routing: RoutingRules
  package var budget: BudgetLimits
  package var limits: Limits
  package var gate: Gate
  package var reports: [ReportTarget]

  package init(
    version: Int = 1, name: String, sources: [Source], include: [String] = ["**"], exclude: [String] = [],
    review: ReviewRules = ReviewRules(), nodes: [NodeSpec], routing: RoutingRules = RoutingRules(),
    budget: BudgetLimits = BudgetLimits(), limits: Limits = Limits(), gate: Gate = Gate(),
    reports: [ReportTarget] = []
  ) {
    self.version = version
    self.name = name
    self.sources = sources
    self.include = include
    self.exclude = exclude
    self.review = review
    self.nodes = nodes
    self.routing = routing
    self.budget = budget
    self.limits = limits
    self.gate = gate
    self.reports = reports
  }
}

/// One git range of a job.
package struct Source: Sendable, Hashable, Codable {
  package enum Granularity: String, Sendable, Hashable, Codable, CaseIterable {
    /// One review of the whole range.
    case range
    /// One review per commit of the range.
    case commit
  }

  package var repository: String
  /// Nil: found from the surroundings (the CI's variables, else the upstream's merge base).
  package var base: String?
  package var head: String
  package var each: Granularity
  /// Compares the two trees themselves rather than from their merge base.
  package var direct: Bool

  package init(
    repository: String = ".", base: String? = nil, head: String = "HEAD", each: Granularity = .range,
    direct: Bool = false
  ) {
    self.repository = repository
    self.base = base
    self.head = head
    self.each = each
    self.direct = direct
  }
}

/// What the model is told and how prompts are cut.
package struct ReviewRules: Sendable, Hashable, Codable {
  /// Paths in the repository, read from the base side.
  package var instructions: [String]
  package var categories: [Category]
  package var maxPromptTokens: Int

  package init(
    instructions: [String] = ["REVIEW.md"], categories: [Category] = Category.allCases,
    maxPromptTokens: Int = 3000
  ) {
    self.instructions = instructions
    self.categories = categories
    self.maxPromptTokens = maxPromptTokens
  }
}

/// One endpoint with one model.
package struct NodeSpec: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case openai, ollama, openrouter, anthropic
  }

  package var name: String
  package var tier: Tier
  package var kind: Kind
  /// Base address without the protocol's own path; environment variables are already put in.
  package var url: String
  package var model: String
  /// `env:NAME` or `file:PATH`; the secret itself is never here.
  package var key: String?
  /// Tokens of one request, prompt and answer together; nil: as probed.
  package var context: Int?
  package var concurrency: Int
  package var requestsPerMinute: Int?
  package var tokensPerMinute: Int?
  /// Share of the load among nodes of a tier, relative to the others.
  package var weight: Int
  package var temperature: Double

  package init(
    name: String, tier: Tier, kind: Kind, url: String, model: String, key: String? = nil, context: Int? = nil,
    concurrency: Int = 1, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, weight: Int = 1,
    temperature: Double = 0
  ) {
    self.name = name
    self.tier = tier
    self.kind = kind
    self.url = url
    self.model = model
    self.key = key
    self.context = context
    self.concurrency = concurrency
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
    self.weight = weight
    self.temperature = temperature
  }
}

/// Which tier gets what.
package struct RoutingRules: Sendable, Hashable, Codable {
  package enum WhenLocalIsDown: String, Sendable, Hashable, Codable, CaseIterable {
    case `defer`, escalate
  }

  package enum CloudScope: String, Sendable, Hashable, Codable, CaseIterable {
    /// Any unit that no rule restricts.
    case open
    /// Only paths that `allow` names.
    case allowListedPathsOnly = "allow-listed-paths-only"
  }

  package var mode: RoutingMode
  /// Globs of restricted paths.
  package var sensitive: [String]
  package var cloud: CloudScope
  package var allow: [String]
  package var escalateBefore: [Signal]
  package var escalateAfter: [Signal]
  package var whenLocalIsDown: WhenLocalIsDown

  package init(
    mode: RoutingMode = .auto, sensitive: [String] = [], cloud: CloudScope = .open, allow: [String] = [],
    escalateBefore: [Signal] = [.riskPath, .tooLarge],
    escalateAfter: [Signal] = [.malformed, .truncated, .refused, .unanchored, .highSeverity],
    whenLocalIsDown: WhenLocalIsDown = .defer
  ) {
    self.mode = mode
    self.sensitive = sensitive
    self.cloud = cloud
    self.allow = allow
    self.escalateBefore = escalateBefore
    self.escalateAfter = escalateAfter
    self.whenLocalIsDown = whenLocalIsDown
  }
}

/// Hard ceilings on what the cloud may cost. Zero, the default, means that nothing is paid for.
package struct BudgetLimits: Sendable, Hashable, Codable {
  package var perRun: Money
  package var perMonth: Money
  package var perRequest: Money

  package init(perRun: Money = .zero, perMonth: Money = .zero, perRequest: Money = .zero) {
    self.perRun = perRun
    self.perMonth = perMonth
    self.perRequest = perRequest
  }
}

/// Time-outs and retries, in milliseconds and counts.
package struct Limits: Sendable, Hashable, Codable {
  /// The whole run; nil: none.
  package var deadline: Int?
  /// From dispatch to the first token or progress event.
  package var firstToken: Int
  /// Between two tokens or progress events.
  package var stall: Int
  /// One request in all.
  package var total: Int
  package var retries: Int
  /// Tokens of one answer.
  package var maxOutputTokens: Int
  /// Bytes of one reply's body.
  package var maxReplyBytes: Int
  /// How long a node that keeps failing is waited for before the units that are left are deferred.
  package var outage: Int
  /// What requests in flight get after SIGINT or SIGTERM.
  package var grace: Int

  package init(
    deadline: Int? = nil, firstToken: Int = 120_000, stall: Int = 30_000, total: Int = 600_000,
    retries: Int = 2, maxOutputTokens: Int = 1536, maxReplyBytes: Int = 8 << 20,
    outage: Int = 60_000, grace: Int = 3_000
  ) {
    self.deadline = deadline
    self.firstToken = firstToken
    self.stall = stall
    self.total = total
    self.retries = retries
    self.maxOutputTokens = maxOutputTokens
    self.maxReplyBytes = maxReplyBytes
    self.outage = outage
    self.grace = grace
  }
}

/// What makes a pipeline fail.
package struct Gate: Sendable, Hashable, Codable {
  /// Findings of this severity or worse fail; nil: none does.
  package var failOn: Severity?
  package var minConfidence: Double
  /// Share of the planned changed lines that must be reviewed, 0 to 1; below it the run is incomplete.
  package var requireCoverage: Double

  package init(failOn: Severity? = .high, minConfidence: Double = 0.5, requireCoverage: Double = 1) {
    self.failOn = failOn
    self.minConfidence = minConfidence
    self.requireCoverage = requireCoverage
  }
}

/// Where a report goes and in which form.
package struct ReportTarget: Sendable, Hashable, Codable {
  package enum Format: String, Sendable, Hashable, Codable, CaseIterable {
    case markdown, html, json, sarif, codequality, rdjsonl, junit
  }

  package var format: Format
  package var path: String

  package init(format: Format, path: String) {
    self.format = format
    self.path = path
  }
}
