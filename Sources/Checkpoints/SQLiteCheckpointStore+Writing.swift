package import Model

extension SQLiteCheckpointStore {
  package func begin(_ header: RunHeader) async throws(StoreError) {
    try await write { try $0.begin(header, json: try header.encoded) }
  }

  package func reopen(_ run: String) async throws(StoreError) {
    try await write { try $0.reopen(run) }
  }

  package func clearPlan(of run: String) async throws(StoreError) {
    try await write { try $0.clearPlan(of: run) }
    ahead.forget()
  }

  package func add(files: [PlannedFile], units: [ReviewUnit], to run: String) async throws(StoreError) {
    try await write { try $0.add(files: files, units: units, to: run) }
  }

  package func markPlanned(_ run: String) async throws(StoreError) {
    try await write { try $0.markPlanned(run) }
  }

  package func inherit(into run: String, models: [String]) async throws(StoreError) -> Int {
    try await write { try $0.inherit(into: run, models: models) }
  }

  package func record(_ outcome: Outcome, in run: String) async throws(StoreError) {
    let prepared = try PreparedOutcome(outcome, path: file.path)
    try await write { try $0.record(prepared, in: run) }
  }

  package func settle(
    _ states: [(ordinal: Int, state: UnitState, reason: String?)], in run: String
  ) async throws(StoreError) {
    try await write { try $0.settle(states, in: run) }
  }

  package func reserve(
    _ amount: Money, node: String, run: String, ordinal: Int, perRun: Money, perMonth: Money, month: String
  ) async throws(StoreError) -> Reservation? {
    let ceilings = Ceilings(perRun: perRun, perMonth: perMonth, month: month)
    return try await write {
      try $0.reserve(amount, node: node, run: run, ordinal: ordinal, ceilings: ceilings)
    }
  }

  package func settle(_ reservation: Reservation, cost: Money) async throws(StoreError) {
    try await write { try $0.settle(reservation, cost: cost) }
  }

  package func finish(
    _ run: String, state: RunState, exitCode: Int, endedAt: Int64
  ) async throws(StoreError) {
    try await write { try $0.finish(run, state: state, exitCode: exitCode, endedAt: endedAt) }
  }

  package func setCalibration(_ factor: Double, model: String) async throws(StoreError) {
    try await write { try $0.setCalibration(factor, model: model) }
  }
}
