package import Model

/// Decides what happens to a unit next: a pure function of the job, the unit, its attempts and the nodes.
///
/// Read in order: an answer ends the unit, then the same node may mend or retry, then another node of the tier
/// falls in, and only then is the unit given up in a state that says why.
package struct Router: Sendable {
  private let rules: RoutingRules
  private let limits: Limits
  private let backoff: Backoff
  /// Whether the job has a higher tier that an open unit could have gone to.
  private let canEscalate: Bool

  package init(
    rules: RoutingRules, limits: Limits, canEscalate: Bool = false, backoff: Backoff = Backoff()
  ) {
    self.rules = rules
    self.limits = limits
    self.backoff = backoff
    self.canEscalate = canEscalate
  }

  /// The decision for a unit after the attempts of this run so far, oldest first.
  /// `preferred` is the node whose worker holds the unit; it wins among equals.
  package func next(
    for unit: UnitFacts, after attempts: [AttemptFacts], nodes: [NodeStanding], preferred: String? = nil,
    now: Instant
  ) -> Decision {
    guard let last = attempts.last else {
      return first(for: unit, nodes: nodes, preferred: preferred)
    }
    switch last.ending {
    case .answered: return .end(.answered, reason: "answered by \(last.node)")
    case .unanchored where last.usableFindings > 0:
      return .end(.answered, reason: "answered by \(last.node), with notes on the file only")
    case .malformed where last.reason != .repair:
      return .ask(node: last.node, reason: .repair, after: .zero)
    case .malformed, .unanchored, .refused, .truncatedOutput:
      return giveUp(on: unit, because: sentence(for: last), signal: signal(for: last.ending))
    case .truncatedInput:
      return elsewhere(for: unit, after: attempts, nodes: nodes, last: last, preferred: preferred)
    case .rejected:
      return elsewhere(for: unit, after: attempts, nodes: nodes, last: last, preferred: preferred)
    case .cancelled: return .end(.planned, reason: "interrupted")
    case .transport, .rateLimited, .serverError, .timedOut:
      return again(for: unit, after: attempts, nodes: nodes, last: last, preferred: preferred)
    }
  }

  /// The first choice, also used by `plan`: nothing has been asked yet.
  private func first(for unit: UnitFacts, nodes: [NodeStanding], preferred: String?) -> Decision {
    let local = nodes.filter { $0.tier == .local }
    guard rules.mode != .cloud else {
      return .end(.deferred, reason: StateCause.policy.reason("this version sends nothing to the cloud"))
    }
    let fitting = local.filter { fits(unit, $0) }
    if let node = freest(of: fitting.filter(\.isUsable), preferred: preferred) {
      return .ask(node: node.name, reason: .first, after: .zero)
    }
    return none(of: local, fitting: fitting, for: unit)
  }

  /// After a failure of the infrastructure: the same node while retries last, then another, then later.
  private func again(
    for unit: UnitFacts, after attempts: [AttemptFacts], nodes: [NodeStanding], last: AttemptFacts,
    preferred: String?
  ) -> Decision {
    let failures = attempts.filter { $0.node == last.node && $0.ending.isInfrastructure }
    let tries = failures.count { !$0.duringOutage }
    let standing = nodes.first { $0.name == last.node }
    if tries <= limits.retries, let standing, standing.isUsable {
      let pause = last.duringOutage ? .zero : backoff.pause(after: tries, asked: last.retryAfter)
      return .ask(node: last.node, reason: .retry, after: pause)
    }
    return elsewhere(for: unit, after: attempts, nodes: nodes, last: last, preferred: preferred)
  }

  /// Another node of the same tier that has not failed this unit yet.
  private func elsewhere(
    for unit: UnitFacts, after attempts: [AttemptFacts], nodes: [NodeStanding], last: AttemptFacts,
    preferred: String?
  ) -> Decision {
    let tried = Set(attempts.map(\.node))
    let others = nodes.filter { $0.tier == last.tier && !tried.contains($0.name) && fits(unit, $0) }
    if let node = freest(of: others.filter(\.isUsable), preferred: preferred) {
      return .ask(node: node.name, reason: .fallback, after: .zero)
    }
    let resting = nodes.filter { $0.tier == last.tier && fits(unit, $0) }
    if last.ending != .truncatedInput, last.ending != .rejected, let until = earliestReturn(of: resting) {
      return .wait(until: until)
    }
    if last.duringOutage {
      return .end(
        .deferred, reason: StateCause.noNode.reason("\(last.node) kept failing and did not come back"))
    }
    let stopped = last.ending == .rejected
    return stopped || last.ending == .truncatedInput
      ? giveUp(on: unit, because: sentence(for: last), signal: signal(for: last.ending))
      : .end(.failed, reason: sentence(for: last))
  }

  /// Nobody is usable: wait for one that cools down, else say why nothing can be asked.
  private func none(of local: [NodeStanding], fitting: [NodeStanding], for unit: UnitFacts) -> Decision {
    guard !local.isEmpty else {
      return .end(.deferred, reason: StateCause.noNode.reason("the job has no local node"))
    }
    guard !fitting.isEmpty else {
      return giveUp(
        on: unit,
        because: StateCause.tooLarge.reason(
          "the prompt of about \(unit.promptTokens) tokens fits no local node's context"),
        signal: .tooLarge)
    }
    if let until = earliestReturn(of: fitting) { return .wait(until: until) }
    let reasons = fitting.compactMap(\.stopReason)
    let sentence = reasons.isEmpty ? "no local node can be asked" : reasons.joined(separator: "; ")
    return .end(.deferred, reason: StateCause.noNode.reason(sentence))
  }

  /// The unit cannot be answered here. A restricted one that asked for a higher tier waits for a human.
  private func giveUp(on unit: UnitFacts, because reason: String, signal: Signal?) -> Decision {
    if canEscalate, let signal, unit.sensitivity == .restricted,
      rules.escalateAfter.contains(signal) || signal == .tooLarge
    {
      return .end(.needsHuman, reason: "restricted, so not escalated (\(signal.rawValue)): \(reason)")
    }
    return .end(.failed, reason: reason)
  }

  private func fits(_ unit: UnitFacts, _ node: NodeStanding) -> Bool {
    node.contextTokens.map { unit.promptTokens + limits.maxOutputTokens <= $0 } ?? true
  }

  private func freest(of nodes: [NodeStanding], preferred: String?) -> NodeStanding? {
    nodes.first { $0.name == preferred } ?? nodes.min { $0.load < $1.load }
  }

  private func earliestReturn(of nodes: [NodeStanding]) -> Instant? {
    nodes.compactMap { if case .coolingDown(let until) = $0.health { until } else { nil } }.min()
  }
}

extension NodeStanding {
  var isUsable: Bool { health == .usable }

  var stopReason: String? {
    if case .stopped(let reason) = health { "\(name): \(reason)" } else { nil }
  }
}
