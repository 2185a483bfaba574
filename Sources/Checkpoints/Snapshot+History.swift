import GRDB
import Model

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Snapshot {
  /// What every run knows of the units whose id starts with the prefix, newest run first.
  func history(ofUnit prefix: String) throws -> [UnitHistory] {
    guard let range = Digest.range(hexPrefix: prefix) else { return [] }
    let sources = AnswerSources(makers: try makers(), runs: try runIDs())
    let rows = try database.rows(
      """
      SELECT \(StoredUnit.columns), r.run, r.ordinal, r.state, r.reason, a.maker, a.run, a.content
      FROM run_units r \(StoredUnit.joins) LEFT JOIN answers a ON a.number = r.answer
      WHERE r.unit IN (SELECT number FROM units WHERE id BETWEEN ? AND ?)
      ORDER BY r.run DESC, r.ordinal
      """, [range.lowerBound.data, range.upperBound.data])
    let first = StoredUnit.columnCount
    var history: [UnitHistory] = []
    while let row = try rows.next() {
      let run: Int64 = try row.value(first)
      let unit = try StoredUnit(row, in: self).unpacked()
      let ordinal: Int = try row.value(first + 1)
      history.append(
        UnitHistory(
          run: sources.runs[run] ?? "", ordinal: ordinal, unit: unit, state: try row.word(first + 2),
          stateReason: try row.value(first + 3),
          attempts: try attempts(of: unit.id, at: ordinal, run: run, makers: sources.makers),
          answer: try row.optionalBytes(first + 6).map { try Answer(packed: $0) },
          answeredBy: try sources.source(row, maker: first + 4, run: first + 5)))
    }
    return history
  }

  private func attempts(
    of unit: Digest, at ordinal: Int, run: Int64, makers: [Int64: Maker]
  ) throws -> [Attempt] {
    let rows = try database.rows(
      """
      SELECT \(AttemptWalk.columns), p.content FROM attempts JOIN replies p ON p.number = attempts.reply
      WHERE run = ? AND ordinal = ? ORDER BY position
      """, [run, ordinal])
    var attempts: [Attempt] = []
    while let row = try rows.next() {
      guard let maker = makers[try row.value(1)] else { throw Unpacker.Malformed() }
      let raw = try Snapshot.unpackText(try row.bytes(AttemptWalk.columnCount))
      attempts.append(try row.attempt(unit: unit, maker: maker, rawAnswer: raw))
    }
    return attempts
  }

  /// Units of the same path and part in earlier runs, newest first.
  func predecessors(of unit: ReviewUnit, before run: String) throws -> [ReviewUnit] {
    let rows = try database.rows(
      """
      SELECT \(StoredUnit.columns) FROM run_units r \(StoredUnit.joins)
      WHERE r.run < ? AND r.path = ? AND r.part = ? ORDER BY r.run DESC, r.ordinal DESC
      LIMIT \(Snapshot.mostPredecessors)
      """, [try number(ofRun: run), unit.path, unit.part])
    var units: [ReviewUnit] = []
    while let row = try rows.next() { units.append(try StoredUnit(row, in: self).unpacked()) }
    return units
  }

  static let mostPredecessors = 16
}

extension Digest {
  /// All digests whose hexadecimal form starts with the prefix; nil when it is empty, too long or not
  /// hexadecimal.
  static func range(hexPrefix prefix: String) -> ClosedRange<Digest>? {
    let missing = 64 - prefix.utf8.count
    guard missing >= 0, missing < 64,
      let lowest = Digest(hex: prefix + String(repeating: "0", count: missing)),
      let highest = Digest(hex: prefix + String(repeating: "f", count: missing))
    else { return nil }
    return lowest...highest
  }
}
