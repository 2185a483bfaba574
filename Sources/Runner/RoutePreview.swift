package import Model
import Routing

/// Says where units would go as the nodes stand now, without sending any.
package struct RoutePreview: Sendable {
  private let board: NodeBoard
  private let router: Router
  private let nodes: [RunnerNode]

  package init(job: Job, nodes: [RunnerNode]) {
    board = NodeBoard(nodes, limits: job.limits)
    router = Router(job)
    self.nodes = nodes
  }

  /// Asks every node how it is. Without it every node counts as usable, with the context its job gives.
  package func probe(timeout: Duration = .seconds(2)) async -> [NodeProbe] {
    await board.probe(timeout: timeout) { _ in }
    return nodes.compactMap { board.probe(of: $0.spec.name) }
  }

  /// Where the unit would be sent first, and why.
  package func route(of unit: ReviewUnit) -> PlannedRoute {
    let facts = UnitFacts(
      sensitivity: unit.sensitivity, signals: unit.signals, promptTokens: unit.prompt.estimatedTokens)
    let now = Clock.now()
    switch router.next(for: facts, after: [], nodes: board.standings(now: now), now: now) {
    case .ask(let node, let reason, _):
      return PlannedRoute(
        tier: board.node(node)?.spec.tier, node: node, reason: reason.text, maxCost: .zero)
    case .wait:
      return PlannedRoute(tier: nil, node: nil, reason: "every node is cooling down", maxCost: .zero)
    case .end(let state, let reason):
      return PlannedRoute(tier: nil, node: nil, reason: "\(state.rawValue): \(reason)", maxCost: .zero)
    }
  }
}
