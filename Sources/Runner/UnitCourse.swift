import Checkpoints
import Inference
import Model
import Routing

/// Takes one unit to its end: asks the router, does what it says, writes down what came of it.
struct UnitCourse: Sendable {
  enum Fate: Sendable {
    case settled
    case handedOver(Ticket, to: String)
    /// The run stops; the unit stays planned.
    case interrupted
  }

  let run: String
  let job: Job
  let store: any CheckpointStore
  let board: NodeBoard
  let router: Router
  let calibration: Calibration
  let stop: StopSwitch
  let report: @Sendable (RunEvent) -> Void

  /// Works on a ticket as a worker of `name`. Throws only when the checkpoint fails.
  func take(_ ticket: Ticket, as name: String) async throws -> Fate {
    let unit = try await store.unit(ticket.unit.ordinal, of: run)
    var exchange = Exchange(ticket: ticket, unit: unit)
    while true {
      switch decide(exchange.ticket, as: name) {
      case .ask(name, let reason, let pause):
        guard await rest(pause) else { return .interrupted }
        guard let fate = try await attempt(&exchange, on: name, reason: reason) else { continue }
        return fate
      case .ask(let other, _, _): return .handedOver(exchange.ticket, to: other)
      case .wait(let until):
        guard await rest(.milliseconds(max(until - Clock.now(), 10))) else { return .interrupted }
        guard board.mayProbe(name, now: Clock.now()) else { continue }
        let reason: DispatchReason = exchange.ticket.attempts.isEmpty ? .first : .retry
        guard let fate = try await attempt(&exchange, on: name, reason: reason) else { continue }
        return fate
      case .end(.planned, _): return .interrupted
      case .end(let state, let reason):
        try await store.settle([(ticket.unit.ordinal, state, reason)], in: run)
        report(.settled(ordinal: ticket.unit.ordinal, state: state))
        return .settled
      }
    }
  }

  /// One request, judged and saved. Returns the unit's fate when that was its end.
  private func attempt(
    _ exchange: inout Exchange, on name: String, reason: DispatchReason
  ) async throws -> Fate? {
    guard stop.cause == nil, case .local(let node) = board.node(name) else { return .interrupted }
    report(.dispatched(ordinal: exchange.ticket.unit.ordinal, node: name))
    let settings = settings(for: node.spec, file: exchange.unit.path)
    board.began(name)
    let reply = await exchange.ask(node, reason: reason, settings: settings)
    let judged = exchange.judge(reply, categories: job.review.categories)
    noteCooldown(of: name, after: judged, detail: reply.detail)
    learn(from: reply, unit: exchange.unit, spec: node.spec)
    exchange.remember(
      judged, on: node.spec, reason: reason, retryAfter: reply.retryAfter, duringOutage: board.isFailing(name)
    )
    exchange.keep(reply, problem: judged.ending == .malformed ? judged.problem : nil)
    return try await save(exchange, reply: reply, judged: judged, node: node.spec, reason: reason)
  }

  private func save(
    _ exchange: Exchange, reply: ModelReply, judged: Judgement, node: NodeSpec, reason: DispatchReason
  ) async throws -> Fate? {
    let end = decide(exchange.ticket, as: node.name).end
    let attempt = exchange.record(
      reply, ending: judged.ending, detail: judged.problem ?? reply.detail, spec: node,
      identity: board.identity(of: node), reason: reason)
    let state = end?.state == .planned ? nil : end?.state
    let outcome = Outcome(
      attempt: attempt, temperature: node.temperature, state: state,
      reason: state == .answered ? nil : end?.reason, answer: state == .answered ? judged.answer : nil)
    try await store.record(outcome, in: run)
    report(.finished(attempt))
    guard let end else { return nil }
    guard end.state != .planned else { return .interrupted }
    report(.settled(ordinal: attempt.ordinal, state: end.state))
    return .settled
  }

  private func decide(_ ticket: Ticket, as name: String) -> Decision {
    let now = Clock.now()
    let standings = board.standings(now: now)
    let facts = UnitFacts(ticket.unit, factor: calibration.factor(for: board.model(of: name)))
    return router.next(for: facts, after: ticket.attempts, nodes: standings, preferred: name, now: now)
  }

  private func settings(for spec: NodeSpec, file: String) -> InferenceSettings {
    InferenceSettings(
      maxOutputTokens: job.limits.maxOutputTokens, temperature: spec.temperature,
      contextTokens: board.contextTokens(of: spec.name), file: file,
      categories: job.review.categories, limits: job.limits,
      estimateFactor: calibration.factor(for: board.model(of: spec.name)))
  }

  private func noteCooldown(of name: String, after judged: Judgement, detail: String?) {
    guard let until = board.ended(name, judged.ending, detail: detail, now: Clock.now()) else { return }
    report(.coolingDown(node: name, until: until))
  }

  private func learn(from reply: ModelReply, unit: ReviewUnit, spec: NodeSpec) {
    calibration.observe(
      reply, estimated: unit.prompt.estimatedTokens, model: board.model(of: spec.name))
  }

  /// Sleeps in short steps, so that a stop is noticed; false when the run stops.
  private func rest(_ pause: Duration) async -> Bool {
    var left = pause
    while left > .zero {
      guard stop.cause == nil, !Task.isCancelled else { return false }
      let step = min(left, .milliseconds(100))
      try? await Task.sleep(for: step)
      left -= step
    }
    return stop.cause == nil
  }
}

extension Decision {
  fileprivate var end: (state: UnitState, reason: String)? {
    if case .end(let state, let reason) = self { (state, reason) } else { nil }
  }
}

extension UnitFacts {
  init(_ unit: PendingUnit, factor: Double) {
    self.init(
      sensitivity: unit.sensitivity, signals: unit.signals,
      promptTokens: Int(Double(unit.estimatedTokens) * factor))
  }
}
