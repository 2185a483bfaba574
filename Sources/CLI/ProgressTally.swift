import Model
import Runner

/// The figures of a run under way, summed from its events.
struct ProgressTally {
  private struct Node {
    var inFlight = 0
    var answers = 0
    var tokens = 0
    var startedAt: Int64
    var note = ""
  }

  private var pending = 0
  private var inherited = 0
  private var settled: [UnitState: Int] = [:]
  private var nodes: [String: Node] = [:]
  private var startedAt: Int64 = 0

  var hasWork: Bool { pending > 0 }

  private var done: Int { settled.values.reduce(0, +) }

  /// Share of the units at hand that are settled, 0 to 1.
  var share: Double { pending == 0 ? 1 : Double(done) / Double(pending) }

  /// Takes an event into account; returns a line for those that deserve one of their own.
  mutating func take(_ event: RunEvent, now: Int64) -> String? {
    switch event {
    case .probed(let node, let probe): return line(for: node, probe)
    case .counted(let pending, let inherited):
      (self.pending, self.inherited, startedAt) = (pending, inherited, now)
      let reused = inherited > 0 ? ", \(inherited) answered by earlier runs" : ""
      return "\(pending) units to ask\(reused)"
    case .dispatched(_, let node):
      nodes[node, default: Node(startedAt: now)].inFlight += 1
      return nil
    case .finished(let attempt):
      nodes[attempt.node]?.inFlight -= 1
      nodes[attempt.node]?.tokens += attempt.usage.completionTokens ?? 0
      if attempt.ending == .answered { nodes[attempt.node]?.answers += 1 }
      return nil
    case .settled(_, let state):
      settled[state, default: 0] += 1
      return nil
    case .coolingDown(let node, let until):
      let seconds = max((until - now + 999) / 1000, 1)
      return "\(node) fails and is left alone for \(seconds) s"
    case .stopping(let why): return "stopping: \(why)"
    }
  }

  func line(now: Int64) -> String {
    let others = UnitState.allCases.filter { $0 != .answered && $0 != .planned && settled[$0] != nil }
    let rest = others.map { ", \(settled[$0] ?? 0) \($0.rawValue)" }.joined()
    let percent = Int(share * 100)
    let tokens = nodes.values.reduce(0) { $0 + $1.tokens }
    return "\(done)/\(pending) units (\(percent) %)\(rest), \(rate(tokens, now)) tokens/s, \(eta(now))"
  }

  func nodeLines(now: Int64) -> [String] {
    nodes.sorted { $0.key < $1.key }.map { name, node in
      "  \(name): \(node.inFlight) in flight, \(node.answers) answered, \(rate(node.tokens, now)) tokens/s, "
        + nodeETA(node, now)
    }
  }

  private func line(for node: NodeSpec, _ probe: NodeProbe) -> String {
    let head = "node \(node.name) (\(node.tier.rawValue), \(node.model))"
    let warnings = probe.warnings.map { "; \($0)" }.joined()
    switch probe.health {
    case .ready:
      let context = probe.contextTokens.map { ", context \($0)" } ?? ""
      let slots = probe.slots.map { ", \($0) slots" } ?? ""
      return "\(head): ready\(context)\(slots)\(warnings)"
    case .loading: return "\(head): still loading its model"
    case .down(let reason): return "\(head): down, \(reason)"
    }
  }

  private func rate(_ tokens: Int, _ now: Int64) -> Int {
    now > startedAt ? Int(Double(tokens) * 1000 / Double(now - startedAt)) : 0
  }

  /// All nodes draw from one queue: a node's share of what is left goes by the share of what it has answered.
  private func nodeETA(_ node: Node, _ now: Int64) -> String {
    guard node.answers > 0, now > node.startedAt else { return "no estimate yet" }
    let answers = nodes.values.reduce(0) { $0 + $1.answers }
    let share = Double(pending - done) * Double(node.answers) / Double(answers)
    return left(Double(now - node.startedAt) / Double(node.answers) * share / 1000)
  }

  private func left(_ seconds: Double) -> String {
    seconds < 90 ? "about \(Int(seconds)) s left" : "about \(Int(seconds / 60)) min left"
  }

  private func eta(_ now: Int64) -> String {
    guard done > 0, done < pending else { return done == pending ? "done" : "no estimate yet" }
    return left(Double(now - startedAt) / Double(done) * Double(pending - done) / 1000)
  }
}
