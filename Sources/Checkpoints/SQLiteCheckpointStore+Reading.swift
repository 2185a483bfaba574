package import Model

extension SQLiteCheckpointStore {
  package func latestRun(planDigest: Digest) async throws(StoreError) -> RunSummary? {
    try await read { try $0.latestRun(planDigest: planDigest) }
  }

  package func pending(in run: String, states: Set<UnitState>) async throws(StoreError) -> [PendingUnit] {
    try await read { try $0.pending(in: run, states: states) }
  }

  package func unit(_ ordinal: Int, of run: String) async throws(StoreError) -> ReviewUnit {
    let stored = try await storedUnit(ordinal, of: run)
    do {
      return try stored.unpacked()
    } catch {
      throw StoreError(error, path: file.path)
    }
  }

  private func storedUnit(_ ordinal: Int, of run: String) async throws(StoreError) -> StoredUnit {
    if let known = ahead.take(ordinal, of: run) { return known }
    var units = try await readSettled { try $0.units(from: ordinal, ahead: ReadAhead.distance, of: run) }
    guard let unit = units.removeValue(forKey: ordinal) else {
      throw StoreError(.noSuchUnit(run: run, ordinal: ordinal), path: file.path)
    }
    ahead.keep(units, of: run)
    return unit
  }

  package func header(of run: String) async throws(StoreError) -> RunHeader {
    try await read { try $0.header(of: run) }
  }

  package func models(in run: String) async throws(StoreError) -> Set<String> {
    try await read { try $0.models(in: run) }
  }

  package func record(of run: String) async throws(StoreError) -> RunRecord {
    try await read { try $0.record(of: run) }
  }

  package func runs() async throws(StoreError) -> [RunSummary] {
    try await read { try $0.runs() }
  }

  package func calibration(model: String) async throws(StoreError) -> Double? {
    try await read { try $0.calibration(model: model) }
  }

  package func history(ofUnit prefix: String) async throws(StoreError) -> [UnitHistory] {
    try await read { try $0.history(ofUnit: prefix) }
  }

  package func predecessors(
    of unit: ReviewUnit, before run: String
  ) async throws(StoreError) -> [ReviewUnit] {
    try await read { try $0.predecessors(of: unit, before: run) }
  }
}
