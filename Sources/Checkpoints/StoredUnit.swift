import GRDB
import Model

/// A unit as it was read: still packed, so that the connection is free again before it is unpacked.
struct StoredUnit: Sendable {
  /// The unit without what its content holds.
  private let frame: ReviewUnit
  private let content: [UInt8]
  private let facts: [UInt8]

  /// Columns of a row for `init(_:in:)`, from the first one on, of `run_units r` joined by `joins`.
  static let columns = """
    u.id, r.range, r.path, r.part, r.parts, r.added, r.removed, r.sensitivity, r.signals, r.tokens, r.facts,
    g.digest, c.content, c.instructions, c.shared
    """
  static let joins = """
    JOIN units u ON u.number = r.unit JOIN unit_contents c ON c.unit = r.unit
    JOIN groups g ON g.number = r.unit_group
    """
  static let columnCount = 15

  init(_ row: Row, in snapshot: Snapshot) throws {
    let prompt = Prompt(
      instructions: try snapshot.text(try row.value(13)), shared: try snapshot.text(try row.value(14)),
      body: "", estimatedTokens: try row.value(9))
    var words = SignalWords()
    frame = ReviewUnit(
      id: try row.digest(0), range: try row.value(1), path: try row.value(2), part: try row.value(3),
      parts: try row.value(4), lines: try row.lines(5), hunks: [], sensitivity: try row.word(7),
      sensitivityRules: [], signals: try words.signals(try row.value(8)), prompt: prompt,
      group: try row.digest(11),
      fields: [:])
    facts = try row.bytes(10)
    content = try row.bytes(12)
  }

  func unpacked() throws -> ReviewUnit {
    let content = try UnitContent(packed: try Snapshot.unpack(content))
    let facts = try UnitFacts(packed: facts)
    guard content.hunks.count == facts.spans.count else { throw Unpacker.Malformed() }
    var unit = frame
    unit.prompt.body = content.body
    unit.hunks = zip(facts.spans, content.hunks).map { UnitHunk(span: $0, text: $1) }
    unit.sensitivityRules = facts.sensitivityRules
    unit.fields = content.fields
    return unit
  }
}

extension Snapshot {
  /// The unit, and those of the next `ahead` places that are still to be asked, by ordinal.
  func units(from ordinal: Int, ahead: Int, of id: String) throws -> [Int: StoredUnit] {
    let rows = try database.rows(
      """
      SELECT \(StoredUnit.columns), r.ordinal FROM run_units r \(StoredUnit.joins)
      WHERE r.run = ?1 AND r.ordinal BETWEEN ?2 AND ?3 AND (r.ordinal = ?2 OR r.state = 'planned')
      """, [try number(ofRun: id), ordinal, ordinal + ahead])
    var units: [Int: StoredUnit] = [:]
    while let row = try rows.next() {
      units[try row.value(StoredUnit.columnCount)] = try StoredUnit(row, in: self)
    }
    return units
  }

  fileprivate func text(_ number: Int64) throws -> String {
    try texts.text(number) {
      let rows = try database.rows("SELECT content FROM texts WHERE number = ?", [number])
      guard let row = try rows.next() else { throw Unpacker.Malformed() }
      return try Snapshot.unpackText(try row.bytes(0))
    }
  }
}
