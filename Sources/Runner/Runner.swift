package import Checkpoints
package import Model
import Routing

/// Takes a planned run to its end: probe, inherit, dispatch, settle. Everything it knows it reads from the
/// checkpoint, and everything it learns goes there before it counts.
package struct Runner: Sendable {
  private let job: Job
  private let store: any CheckpointStore
  private let nodes: [RunnerNode]
  private let board: NodeBoard
  private let router: Router
  private let stop: StopSwitch
  private let report: @Sendable (RunEvent) -> Void

  /// `report` is called from many tasks at once and must return quickly.
  package init(
    job: Job, store: any CheckpointStore, nodes: [RunnerNode], stop: StopSwitch,
    report: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.job = job
    self.store = store
    self.nodes = nodes
    self.stop = stop
    self.report = report
    board = NodeBoard(nodes, limits: job.limits)
    router = Router(job)
  }

  /// Asks every node how it is. Call it once, before `run`. Returns what each said, in the job's order.
  package func probe(timeout: Duration = .seconds(2)) async -> [NodeProbe] {
    await board.probe(timeout: timeout, report: report)
    return nodes.compactMap { board.probe(of: $0.spec.name) }
  }

  /// Runs what is left of the planned run `id`. Throws `StoreError` when an answer cannot be saved.
  package func run(_ id: String) async throws -> RunEnd {
    let inherited = try await inherit(into: id)
    let pending = try await store.pending(in: id, states: [.planned])
    report(.counted(pending: pending.count, inherited: inherited))
    guard !pending.isEmpty else { return .finished }
    let calibration = try await recall()
    let askable = try await settleHopeless(pending, of: id, calibration: calibration)
    try await dispatch(askable, of: id, calibration: calibration)
    try await remember(calibration)
    return try await conclude(id)
  }

  /// Units that no node could be asked about, as things stand, come to their end at once and in one go.
  private func settleHopeless(
    _ pending: [PendingUnit], of id: String, calibration: Calibration
  ) async throws -> [PendingUnit] {
    let standings = board.standings(now: Clock.now())
    let factor = nodes.map { calibration.factor(for: board.identity(of: $0.spec).text) }.max() ?? 1
    var askable: [PendingUnit] = []
    var ends: [(ordinal: Int, state: UnitState, reason: String?)] = []
    for unit in pending {
      let decision = router.next(
        for: UnitFacts(unit, factor: factor), after: [], nodes: standings, now: Clock.now())
      if case .end(let state, let reason) = decision {
        ends.append((unit.ordinal, state, reason))
      } else {
        askable.append(unit)
      }
    }
    try await store.settle(ends, in: id)
    for end in ends { report(.settled(ordinal: end.ordinal, state: end.state)) }
    return askable
  }

  /// Answers that earlier runs already have are taken over without a call.
  private func inherit(into id: String) async throws -> Int {
    let models = nodes.map { node in
      AnswerKey(
        unit: Digest(of: []), identity: board.identity(of: node.spec), temperature: node.spec.temperature
      ).model
    }
    return try await store.inherit(into: id, models: models)
  }

  private func dispatch(
    _ pending: [PendingUnit], of id: String, calibration: Calibration
  ) async throws {
    let course = UnitCourse(
      run: id, job: job, store: store, board: board,
      router: router, calibration: calibration, stop: stop,
      report: report)
    let pool = WorkerPool(
      queue: UnitQueue(pending), course: course, grace: .milliseconds(job.limits.grace))
    let deadline = startDeadline()
    defer { deadline?.cancel() }
    let local = nodes.map(\.spec).filter { $0.tier == .local }
    try await pool.drain(local.map { ($0.name, board.width(of: $0)) })
  }

  /// Units that a deadline left over are deferred; those that a signal left over stay planned.
  private func conclude(_ id: String) async throws -> RunEnd {
    switch stop.cause {
    case .signal(let number): return .interrupted(signal: number)
    case .deadline:
      let left = try await store.pending(in: id, states: [.planned])
      try await store.settle(
        left.map { ($0.ordinal, .deferred, StateCause.deadline.reason("nothing was sent after it")) }, in: id)
      return .deadline
    case nil: return .finished
    }
  }

  private func startDeadline() -> Task<Void, Never>? {
    guard let milliseconds = job.limits.deadline else { return nil }
    let stop = stop
    return Task {
      guard (try? await Task.sleep(for: .milliseconds(milliseconds))) != nil else { return }
      stop.stop(.deadline)
    }
  }

  private func recall() async throws -> Calibration {
    var known: [String: Double] = [:]
    for node in nodes {
      let model = board.identity(of: node.spec).text
      known[model] = try await store.calibration(model: model)
    }
    return Calibration(known)
  }

  private func remember(_ calibration: Calibration) async throws {
    for (model, factor) in calibration.all.sorted(by: { $0.key < $1.key }) {
      try await store.setCalibration(factor, model: model)
    }
  }
}
