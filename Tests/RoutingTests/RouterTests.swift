import Model
import Routing
import Testing

/// One row: what happened so far, how the nodes stand, what must be decided.
struct RouterRow: Sendable, CustomTestStringConvertible {
  let rule: String
  var unit = UnitFacts(sensitivity: .open, signals: [], promptTokens: 1000)
  var attempts: [AttemptFacts] = []
  var nodes: [NodeStanding] = [.local("mac")]
  var preferred: String?
  var mode = RoutingMode.auto
  var canEscalate = false
  let decision: Decision

  var testDescription: String { rule }
}

extension NodeStanding {
  static func local(
    _ name: String, _ health: Health = .usable, context: Int? = 4096, load: Double = 0
  ) -> NodeStanding {
    NodeStanding(name: name, tier: .local, health: health, contextTokens: context, load: load)
  }
}

extension AttemptFacts {
  static func outage(_ node: String) -> AttemptFacts {
    AttemptFacts(node: node, tier: .local, reason: .first, ending: .transport, duringOutage: true)
  }

  static func on(
    _ node: String, _ ending: Ending, findings: Int = 0, retryAfter: Duration? = nil
  ) -> AttemptFacts {
    on(node, .first, ending, findings: findings, retryAfter: retryAfter)
  }

  static func on(
    _ node: String, _ reason: DispatchReason, _ ending: Ending, findings: Int = 0,
    retryAfter: Duration? = nil
  ) -> AttemptFacts {
    AttemptFacts(
      node: node, tier: .local, reason: reason, ending: ending, retryAfter: retryAfter,
      usableFindings: findings)
  }
}

@Suite struct RouterTests {
  static let unavailable = NodeStanding.Health.stopped(reason: "connection refused")
  static let long = UnitFacts(sensitivity: .open, signals: [], promptTokens: 4000)
  static let restricted = UnitFacts(sensitivity: .restricted, signals: [], promptTokens: 1000)

  static let first: [RouterRow] = [
    RouterRow(
      rule: "the only node is asked first", decision: .ask(node: "mac", reason: .first, after: .zero)),
    RouterRow(
      rule: "the node that holds the unit wins over a freer one",
      nodes: [.local("mac", load: 0.9), .local("mini")], preferred: "mac",
      decision: .ask(node: "mac", reason: .first, after: .zero)),
    RouterRow(
      rule: "without a holder the freest node is asked", nodes: [.local("mac", load: 0.9), .local("mini")],
      decision: .ask(node: "mini", reason: .first, after: .zero)),
    RouterRow(
      rule: "a node whose context is too small is passed over", unit: long,
      nodes: [.local("mac"), .local("mini", context: 8192, load: 1)], preferred: "mac",
      decision: .ask(node: "mini", reason: .first, after: .zero)),
    RouterRow(
      rule: "a prompt that fits no context is a failure that says so", unit: long,
      decision: .end(
        .failed, reason: "too-large: the prompt of about 4000 tokens fits no local node's context")),
    RouterRow(
      rule: "a node of unknown context is trusted", unit: long, nodes: [.local("mac", context: nil)],
      decision: .ask(node: "mac", reason: .first, after: .zero)),
    RouterRow(
      rule: "while every node cools down, the unit waits for the first to return",
      nodes: [.local("mac", .coolingDown(until: 900)), .local("mini", .coolingDown(until: 400))],
      decision: .wait(until: 400)),
    RouterRow(
      rule: "with every node down, the unit is deferred and the reason named",
      nodes: [.local("mac", unavailable)],
      decision: .end(.deferred, reason: "no-node: mac: connection refused")),
    RouterRow(
      rule: "a job without local nodes defers", nodes: [],
      decision: .end(.deferred, reason: "no-node: the job has no local node")),
  ]

  static let afterwards: [RouterRow] = [
    RouterRow(
      rule: "an answer ends the unit", attempts: [.on("mac", .answered)],
      decision: .end(.answered, reason: "answered by mac")),
    RouterRow(
      rule: "malformed JSON is repaired once", attempts: [.on("mac", .malformed)],
      decision: .ask(node: "mac", reason: .repair, after: .zero)),
    RouterRow(
      rule: "a repair that fails is not repaired again",
      attempts: [.on("mac", .malformed), .on("mac", .repair, .malformed)],
      decision: .end(
        .failed, reason: "mac did not write the JSON that was asked for, also after one repair")),
    RouterRow(
      rule: "a restricted unit that asks for more waits for a human", unit: restricted,
      attempts: [.on("mac", .refused)], canEscalate: true,
      decision: .end(
        .needsHuman, reason: "restricted, so not escalated (refused): mac refused to answer")),
    RouterRow(
      rule: "with nowhere to escalate to, a restricted unit fails like any other", unit: restricted,
      attempts: [.on("mac", .refused)], decision: .end(.failed, reason: "mac refused to answer")),
    RouterRow(
      rule: "failures while the node fails everybody do not use up a unit's retries",
      attempts: Array(repeating: .outage("mac"), count: 5),
      decision: .ask(node: "mac", reason: .retry, after: .zero)),
    RouterRow(
      rule: "a node that does not come back defers the unit",
      attempts: [.outage("mac")], nodes: [.local("mac", unavailable)],
      decision: .end(.deferred, reason: "no-node: mac kept failing and did not come back")),
    RouterRow(
      rule: "notes on the file are an answer", attempts: [.on("mac", .unanchored, findings: 1)],
      decision: .end(.answered, reason: "answered by mac, with notes on the file only")),
    RouterRow(
      rule: "findings about code that does not exist are no answer", attempts: [.on("mac", .unanchored)],
      decision: .end(.failed, reason: "mac quoted only code that is not in the change")),
    RouterRow(
      rule: "a server error is retried on the same node after a pause", attempts: [.on("mac", .serverError)],
      decision: .ask(node: "mac", reason: .retry, after: .milliseconds(250))),
    RouterRow(
      rule: "Retry-After is honoured", attempts: [.on("mac", .rateLimited, retryAfter: .seconds(7))],
      decision: .ask(node: "mac", reason: .retry, after: .seconds(7))),
    RouterRow(
      rule: "an absurd Retry-After is capped",
      attempts: [.on("mac", .rateLimited, retryAfter: .seconds(86_400))],
      decision: .ask(node: "mac", reason: .retry, after: .seconds(60))),
    RouterRow(
      rule: "when retries are used up, another node of the tier falls in",
      attempts: [
        .on("mac", .transport), .on("mac", .retry, .transport), .on("mac", .retry, .timedOut),
      ], nodes: [.local("mac"), .local("mini")],
      decision: .ask(node: "mini", reason: .fallback, after: .zero)),
    RouterRow(
      rule: "when nobody is left, the failure names the cause",
      attempts: [
        .on("mac", .transport), .on("mac", .retry, .transport), .on("mac", .retry, .transport),
      ], decision: .end(.failed, reason: "mac could not be reached, also after retries")),
    RouterRow(
      rule: "a node that cools down is waited for, not given up",
      attempts: [.on("mac", .transport)], nodes: [.local("mac", .coolingDown(until: 70))],
      decision: .wait(until: 70)),
    RouterRow(
      rule: "a rejected request is never sent to that node again", attempts: [.on("mac", .rejected)],
      nodes: [.local("mac"), .local("mini")], decision: .ask(node: "mini", reason: .fallback, after: .zero)),
    RouterRow(
      rule: "a truncated prompt is never sent to that node again",
      attempts: [.on("mac", .truncatedInput)],
      decision: .end(.failed, reason: "mac did not read the whole prompt")),
    RouterRow(
      rule: "a cancelled request leaves the unit planned", attempts: [.on("mac", .cancelled)],
      decision: .end(.planned, reason: "interrupted")),
  ]

  @Test(arguments: first + afterwards) func `the decision is`(_ row: RouterRow) {
    let router = Router(
      rules: RoutingRules(mode: row.mode), limits: Limits(), canEscalate: row.canEscalate,
      backoff: Backoff(random: { 0 }))
    let decision = router.next(
      for: row.unit, after: row.attempts, nodes: row.nodes, preferred: row.preferred, now: 0)
    #expect(decision == row.decision)
  }

  @Test(arguments: Ending.allCases) func `every unit comes to an end`(ending: Ending) {
    let router = Router(rules: RoutingRules(), limits: Limits(), backoff: Backoff(random: { 0 }))
    var attempts: [AttemptFacts] = []
    for _ in 0..<20 {
      switch router.next(for: Self.restricted, after: attempts, nodes: [.local("mac")], now: 0) {
      case .ask(let node, let reason, _): attempts.append(.on(node, reason, ending))
      case .wait: Issue.record("nothing cools down here")
      case .end: return
      }
    }
    Issue.record("still asking after 20 attempts that ended \(ending)")
  }
}
