import GRDB
import Model

extension Snapshot {
  /// The run's units with their attempts: two scans of neighbouring rows, walked side by side.
  func units(of run: Int64) throws -> [UnitRecord] {
    let sources = AnswerSources(makers: try makers(), runs: try runIDs())
    var attempts = try AttemptWalk(database, run: run, makers: sources.makers)
    var units: [UnitRecord] = []
    var words = SignalWords()
    let rows = try database.rows(
      """
      SELECT r.ordinal, u.id, r.range, r.path, r.part, r.parts, r.added, r.removed, r.sensitivity, r.facts,
        r.signals, r.state, r.reason, a.maker, a.run, a.content
      FROM run_units r JOIN units u ON u.number = r.unit LEFT JOIN answers a ON a.number = r.answer
      WHERE r.run = ? ORDER BY r.ordinal
      """, [run])
    while let row = try rows.next() {
      let ordinal: Int = try row.value(0)
      units.append(
        UnitRecord(
          ordinal: ordinal, id: try row.digest(1), range: try row.value(2), path: try row.value(3),
          part: try row.value(4), parts: try row.value(5), lines: try row.lines(6),
          sensitivity: try row.word(8), sensitivityRules: try UnitFacts.rules(packed: try row.bytes(9)),
          signals: try words.signals(try row.value(10)), state: try row.word(11),
          stateReason: try row.value(12),
          answer: try row.optionalBytes(15).map { try Answer(packed: $0) },
          answeredBy: try sources.source(row, maker: 13, run: 14), attempts: try attempts.take(ordinal)))
    }
    return units
  }

  /// Units in the given states, group by group.
  func pending(in id: String, states: Set<UnitState>) throws -> [PendingUnit] {
    let run = try number(ofRun: id)
    guard !states.isEmpty else { return [] }
    let groups = try groupDigests(of: run)
    let wanted = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    let rows = try database.rows(
      """
      SELECT r.ordinal, u.id, r.path, r.unit_group, r.tokens, r.sensitivity, r.signals, r.added, r.removed
      FROM run_units r JOIN units u ON u.number = r.unit
      WHERE r.run = ? AND r.state IN (\(wanted)) ORDER BY r.ordinal
      """, [run])
    var places: [Int64: Int] = [:]
    var words = SignalWords()
    var byGroup: [[PendingUnit]] = []
    while let row = try rows.next() {
      let group: Int64 = try row.value(3)
      guard let digest = groups[group] else { throw Unpacker.Malformed() }
      let place = places[group] ?? byGroup.count
      if place == byGroup.count {
        places[group] = place
        byGroup.append([])
      }
      byGroup[place].append(
        PendingUnit(
          ordinal: try row.value(0), id: try row.digest(1), path: try row.value(2), group: digest,
          estimatedTokens: try row.value(4), sensitivity: try row.word(5),
          signals: try words.signals(try row.value(6)),
          lines: try row.lines(7)))
    }
    return Array(byGroup.joined())
  }

  private func groupDigests(of run: Int64) throws -> [Int64: Digest] {
    var digests: [Int64: Digest] = [:]
    let rows = try database.rows(
      """
      SELECT number, digest FROM groups
      WHERE number IN (SELECT DISTINCT unit_group FROM run_units WHERE run = ?)
      """, [run])
    while let row = try rows.next() { digests[try row.value(0)] = try row.digest(1) }
    return digests
  }
}

/// Turns the numbers beside an answer into who gave it.
struct AnswerSources {
  let makers: [Int64: Maker]
  let runs: [Int64: String]

  /// Nil where the columns are NULL because there is no answer.
  func source(_ row: Row, maker: Int, run: Int) throws -> AnsweredBy? {
    guard let makerNumber = try row.value(maker) as Int64?, let runNumber = try row.value(run) as Int64?
    else {
      return nil
    }
    guard let maker = makers[makerNumber], let run = runs[runNumber] else { throw Unpacker.Malformed() }
    return AnsweredBy(node: maker.node, tier: maker.tier, identity: maker.identity, run: run)
  }
}
