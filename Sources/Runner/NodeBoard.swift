import Model
import Routing
import Synchronization

/// Where every node of the run stands: what its probe said, how busy it is, whether its breaker is open.
final class NodeBoard: Sendable {
  fileprivate struct Entry {
    let node: RunnerNode
    var probe: NodeProbe?
    /// The text of `identity`, which every decision asks for.
    var model: String
    var breaker = CircuitBreaker()
    var stopped: String?
    var inFlight = 0
    /// When the breaker opened first, of those openings that no success came between.
    var failingSince: Instant?

    init(node: RunnerNode) {
      self.node = node
      model = ""
      model = identity.text
    }

    /// Which weights answer there: as probed, else as the job names them.
    var identity: ModelIdentity {
      probe?.identity ?? ModelIdentity(model: node.spec.model, version: nil)
    }
  }

  /// Protects the entries; never held across a suspension.
  private let entries: Mutex<[Entry]>
  private let limits: Limits

  init(_ nodes: [RunnerNode], limits: Limits) {
    entries = Mutex(nodes.map { Entry(node: $0) })
    self.limits = limits
  }

  /// Asks every node at once how it is. A node that does not answer within `timeout` is out for this run.
  func probe(timeout: Duration, report: @Sendable (RunEvent) -> Void) async {
    let nodes = entries.withLock { $0.map(\.node) }
    let probes = await withTaskGroup(of: (Int, NodeProbe).self) { group in
      for (index, node) in nodes.enumerated() {
        group.addTask { (index, await node.probe(timeout: timeout)) }
      }
      return await group.reduce(into: [Int: NodeProbe]()) { $0[$1.0] = $1.1 }
    }
    for (index, probe) in probes.sorted(by: { $0.key < $1.key }) {
      entries.withLock { $0[index].take(probe) }
      report(.probed(node: nodes[index].spec, probe))
    }
  }

  func standings(now: Instant) -> [NodeStanding] {
    entries.withLock { $0.map { $0.standing(now: now) } }
  }

  func node(_ name: String) -> RunnerNode? {
    entries.withLock { $0.first { $0.node.spec.name == name }?.node }
  }

  func probe(of name: String) -> NodeProbe? {
    entries.withLock { $0.first { $0.node.spec.name == name }?.probe }
  }

  /// Which weights answer there: as probed, else as the job names them.
  func identity(of spec: NodeSpec) -> ModelIdentity {
    change(spec.name) { $0.identity } ?? ModelIdentity(model: spec.model, version: nil)
  }

  /// The text of the node's identity; empty for an unknown node.
  func model(of name: String) -> String { change(name) { $0.model } ?? "" }

  /// As probed, else as the job sets it.
  func contextTokens(of name: String) -> Int? {
    change(name) { $0.probe?.contextTokens ?? $0.node.spec.context } ?? nil
  }

  /// How many requests the node gets at once: what the job allows, and no more than the node has slots, since
  /// what waits inside a node only uses up its time limits there.
  func width(of spec: NodeSpec) -> Int {
    max(min(spec.concurrency, probe(of: spec.name)?.slots ?? spec.concurrency), 1)
  }

  func began(_ name: String) { change(name) { $0.inFlight += 1 } }

  /// Takes an ending into account. Returns the time until which the node is now left out, if it is.
  func ended(_ name: String, _ ending: Ending, detail: String?, now: Instant) -> Instant? {
    let patience = Int64(limits.outage)
    return change(name) { entry in
      entry.inFlight -= 1
      return entry.learn(ending, detail: detail, patience: patience, now: now)
    } ?? nil
  }

  /// Whether the node fails everybody: its breaker is not closed.
  func isFailing(_ name: String) -> Bool {
    change(name) { $0.breaker.state != .closed } ?? false
  }

  /// True for the one caller that may find out whether a cooling node is back.
  func mayProbe(_ name: String, now: Instant) -> Bool {
    change(name) { $0.breaker.mayProbe(at: now) } ?? false
  }

  @discardableResult
  private func change<Value: Sendable>(_ name: String, _ body: (inout Entry) -> Value) -> Value? {
    entries.withLock { entries in
      guard let index = entries.firstIndex(where: { $0.node.spec.name == name }) else { return nil }
      return body(&entries[index])
    }
  }
}

extension NodeBoard.Entry {
  fileprivate mutating func take(_ found: NodeProbe) {
    probe = found
    model = identity.text
    switch found.health {
    case .ready: break
    case .loading: stopped = "still loading its model"
    case .down(let reason): stopped = reason
    }
    if node.spec.tier == .local, found.isRemote {
      stopped = "forwards to a host outside the building, so it is no local node"
    }
  }

  fileprivate mutating func learn(
    _ ending: Ending, detail: String?, patience: Int64, now: Instant
  ) -> Instant? {
    switch ending {
    case .rejected:
      stopped = detail ?? "rejects requests"
      return nil
    case .cancelled: return nil
    case .transport, .rateLimited, .serverError, .timedOut:
      breaker.failed(at: now)
      guard case .open(let until) = breaker.state else { return nil }
      let since = failingSince ?? now
      failingSince = since
      if now - since >= patience { stopped = "kept failing for \((now - since) / 1000) s" }
      return until
    case .answered, .malformed, .truncatedInput, .truncatedOutput, .refused, .unanchored:
      breaker.succeeded()
      failingSince = nil
      return nil
    }
  }

  fileprivate func standing(now: Instant) -> NodeStanding {
    let spec = node.spec
    let health: NodeStanding.Health
    switch (stopped, breaker.state) {
    case (let reason?, _): health = .stopped(reason: reason)
    case (nil, .closed): health = .usable
    case (nil, .open(let until)): health = .coolingDown(until: max(until, now + 50))
    // Somebody finds out at this moment; look again soon.
    case (nil, .probing): health = .coolingDown(until: now + 200)
    }
    return NodeStanding(
      name: spec.name, tier: spec.tier, health: health, contextTokens: probe?.contextTokens ?? spec.context,
      load: Double(inFlight) / Double(max(spec.concurrency, 1) * max(spec.weight, 1)))
  }
}
