package import Model

extension MemoryCheckpointStore {
  package func latestRun(planDigest: Digest) -> RunSummary? {
    runsByAge.last { $0.header.planDigest == planDigest }.map(summary)
  }

  package func runs() -> [RunSummary] { runsByAge.reversed().map(summary) }

  package func pending(in run: String, states: Set<UnitState>) throws(StoreError) -> [PendingUnit] {
    let run = runsByAge[try index(of: run)]
    var places: [Digest: Int] = [:]
    var byGroup: [[PendingUnit]] = []
    for (ordinal, entry) in run.units.enumerated() where states.contains(entry.state) {
      let unit = entry.unit
      let place = places[unit.group] ?? byGroup.count
      if place == byGroup.count {
        places[unit.group] = place
        byGroup.append([])
      }
      byGroup[place].append(
        PendingUnit(
          ordinal: ordinal, id: unit.id, path: unit.path, group: unit.group,
          estimatedTokens: unit.prompt.estimatedTokens, sensitivity: unit.sensitivity, signals: unit.signals,
          lines: unit.lines))
    }
    return Array(byGroup.joined())
  }

  package func unit(_ ordinal: Int, of run: String) throws(StoreError) -> ReviewUnit {
    let units = runsByAge[try index(of: run)].units
    guard units.indices.contains(ordinal) else { throw error(.noSuchUnit(run: run, ordinal: ordinal)) }
    return units[ordinal].unit
  }

  package func header(of run: String) throws(StoreError) -> RunHeader {
    runsByAge[try index(of: run)].header
  }

  package func models(in run: String) throws(StoreError) -> Set<String> {
    Set(runsByAge[try index(of: run)].units.compactMap(\.answer?.by.identity.text))
  }

  package func record(of run: String) throws(StoreError) -> RunRecord {
    let run = runsByAge[try index(of: run)]
    return RunRecord(
      header: run.header, state: run.state, isPlanned: run.isPlanned, endedAt: run.endedAt,
      exitCode: run.exitCode, files: run.files,
      units: run.units.enumerated().map { unitRecord($1, ordinal: $0) })
  }

  package func history(ofUnit prefix: String) -> [UnitHistory] {
    guard let range = Digest.range(hexPrefix: prefix) else { return [] }
    return runsByAge.reversed().flatMap { run in
      run.units.enumerated().filter { range.contains($1.unit.id) }.map { ordinal, entry in
        UnitHistory(
          run: run.header.id, ordinal: ordinal, unit: entry.unit, state: entry.state,
          stateReason: entry.reason, attempts: entry.attempts, answer: entry.answer?.answer,
          answeredBy: entry.answer?.by)
      }
    }
  }

  package func predecessors(of unit: ReviewUnit, before run: String) throws(StoreError) -> [ReviewUnit] {
    let earlier = runsByAge[..<(try index(of: run))]
    let units = earlier.reversed().lazy.flatMap { $0.units.reversed().lazy.map(\.unit) }
    return Array(
      units.filter { $0.path == unit.path && $0.part == unit.part }.prefix(Snapshot.mostPredecessors))
  }

  private func summary(_ run: Run) -> RunSummary {
    var counts: [UnitState: Int] = [:]
    for entry in run.units { counts[entry.state, default: 0] += 1 }
    return RunSummary(
      id: run.header.id, job: run.header.job.name, ranges: run.header.ranges, state: run.state,
      isPlanned: run.isPlanned, startedAt: run.header.startedAt, endedAt: run.endedAt, exitCode: run.exitCode,
      counts: counts, spent: run.spent, planDigest: run.header.planDigest)
  }

  private func unitRecord(_ entry: Unit, ordinal: Int) -> UnitRecord {
    let unit = entry.unit
    return UnitRecord(
      ordinal: ordinal, id: unit.id, range: unit.range, path: unit.path, part: unit.part, parts: unit.parts,
      lines: unit.lines, sensitivity: unit.sensitivity, sensitivityRules: unit.sensitivityRules,
      signals: unit.signals, state: entry.state, stateReason: entry.reason, answer: entry.answer?.answer,
      answeredBy: entry.answer?.by, attempts: entry.attempts.map(AttemptRecord.init))
  }
}
