/// Where a unit stands in a run.
package enum UnitState: String, Sendable, Hashable, Codable, CaseIterable {
  case planned, answered, failed, deferred
  case needsHuman = "needs-human"
}

/// Where a run stands.
package enum RunState: String, Sendable, Hashable, Codable {
  /// Under way, or killed: the same command continues it.
  case running
  /// Every planned unit was answered.
  case complete
  /// Came to its end with units failed, deferred or waiting for a human.
  case incomplete
  /// Stopped by a signal or a deadline; the same command continues it.
  case interrupted
}

/// What a run is about: written when it begins.
package struct RunHeader: Sendable, Hashable, Codable {
  /// Sortable by time and unique: `20261122T205923Z-4f2a`.
  package var id: String
  package var job: Job
  package var ranges: [ReviewRange]
  /// SHA-256 over what decides the plan: job, ranges and planner version. Equal digests continue each other.
  package var planDigest: Digest
  /// Milliseconds since the Unix epoch.
  package var startedAt: Int64
  package var version: String

  package init(
    id: String, job: Job, ranges: [ReviewRange], planDigest: Digest, startedAt: Int64, version: String
  ) {
    self.id = id
    self.job = job
    self.ranges = ranges
    self.planDigest = planDigest
    self.startedAt = startedAt
    self.version = version
  }
}

/// One unit of a run as reports need it: without its prompt.
package struct UnitRecord: Sendable, Hashable {
  /// Position within the run, from 0.
  package var ordinal: Int
  package var id: Digest
  package var range: Int
  package var path: String
  package var part: Int
  package var parts: Int
  package var lines: LineCount
  package var sensitivity: Sensitivity
  package var sensitivityRules: [String]
  package var signals: [Signal]
  package var state: UnitState
  /// Why it is failed, deferred or needs a human; one sentence.
  package var stateReason: String?
  /// Nil until answered.
  package var answer: Answer?
  /// The node, tier and model that answered.
  package var answeredBy: AnsweredBy?
  /// Attempts of this run, oldest first; empty when the answer was inherited.
  package var attempts: [AttemptRecord]

  package init(
    ordinal: Int, id: Digest, range: Int, path: String, part: Int, parts: Int, lines: LineCount,
    sensitivity: Sensitivity, sensitivityRules: [String], signals: [Signal], state: UnitState,
    stateReason: String?, answer: Answer?, answeredBy: AnsweredBy?, attempts: [AttemptRecord]
  ) {
    self.ordinal = ordinal
    self.id = id
    self.range = range
    self.path = path
    self.part = part
    self.parts = parts
    self.lines = lines
    self.sensitivity = sensitivity
    self.sensitivityRules = sensitivityRules
    self.signals = signals
    self.state = state
    self.stateReason = stateReason
    self.answer = answer
    self.answeredBy = answeredBy
    self.attempts = attempts
  }
}

/// Who gave an answer.
package struct AnsweredBy: Sendable, Hashable {
  package var node: String
  package var tier: Tier
  package var identity: ModelIdentity
  /// The run that asked; another than the one at hand when the answer was inherited.
  package var run: String

  package init(node: String, tier: Tier, identity: ModelIdentity, run: String) {
    self.node = node
    self.tier = tier
    self.identity = identity
    self.run = run
  }
}

/// An attempt as reports need it: without the raw answer.
package struct AttemptRecord: Sendable, Hashable {
  package var node: String
  package var identity: ModelIdentity
  package var tier: Tier
  package var reason: DispatchReason
  package var startedAt: Int64
  package var firstTokenAt: Int64?
  package var endedAt: Int64
  package var usage: Usage
  package var cost: Money
  package var costSource: CostSource
  package var ending: Ending
  package var detail: String?
  package var requestBytes: Int

  package init(_ attempt: Attempt) {
    node = attempt.node
    identity = attempt.identity
    tier = attempt.tier
    reason = attempt.reason
    startedAt = attempt.startedAt
    firstTokenAt = attempt.firstTokenAt
    endedAt = attempt.endedAt
    usage = attempt.usage
    cost = attempt.cost
    costSource = attempt.costSource
    ending = attempt.ending
    detail = attempt.detail
    requestBytes = attempt.requestBytes
  }
}

/// Everything a report needs of one run, read from the checkpoint and never from the running process.
package struct RunRecord: Sendable, Hashable {
  package var header: RunHeader
  package var state: RunState
  /// False when the run was killed before all its units were written down.
  package var isPlanned: Bool
  package var endedAt: Int64?
  package var exitCode: Int?
  package var files: [PlannedFile]
  package var units: [UnitRecord]

  package init(
    header: RunHeader, state: RunState, isPlanned: Bool, endedAt: Int64?, exitCode: Int?,
    files: [PlannedFile], units: [UnitRecord]
  ) {
    self.header = header
    self.state = state
    self.isPlanned = isPlanned
    self.endedAt = endedAt
    self.exitCode = exitCode
    self.files = files
    self.units = units
  }
}
