import GRDB
import Model

extension Transaction {
  /// Adds the attempt, keeps the answer, moves the unit on.
  func record(_ outcome: PreparedOutcome, in id: String) throws {
    let attempt = outcome.attempt
    let run = try number(ofRun: id)
    // The unit's own id is compared, so that no answer is ever attached to another unit's place.
    let unit = try database.number(
      """
      SELECT u.number FROM run_units r JOIN units u ON u.number = r.unit
      WHERE r.run = ? AND r.ordinal = ? AND u.id = ?
      """, [run, attempt.ordinal, attempt.unit.data])
    guard let unit else { throw mistake(.noSuchUnit(run: id, ordinal: attempt.ordinal)) }
    let maker = try number(of: Maker(attempt))
    try add(outcome, run: run, maker: maker, reply: try addReply(of: outcome))
    guard let state = outcome.state else { return }
    if let answer = outcome.answer {
      let model = try number(ofModel: outcome.model)
      try database.change(
        """
        INSERT INTO answers (unit, model, maker, run, created, content) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """, [unit, model, maker, run, attempt.endedAt, answer])
      let isNew = database.changesCount == 1
      let number =
        isNew
        ? database.lastInsertedRowID
        : try database.number("SELECT number FROM answers WHERE unit = ? AND model = ?", [unit, model])
      try database.change(
        """
        UPDATE run_units SET state = 'answered', reason = ?, answer = ?
        WHERE run = ? AND ordinal = ? AND state <> 'answered'
        """, [outcome.reason, number, run, attempt.ordinal])
    } else {
      try set(state, reason: outcome.reason, run: run, ordinal: attempt.ordinal)
    }
  }

  /// Sets units to states other than answered.
  func settle(_ states: [(ordinal: Int, state: UnitState, reason: String?)], in id: String) throws {
    let run = try number(ofRun: id)
    for unit in states {
      guard unit.state != .answered else { throw mistake(.answeredWithoutAnswer(unit.ordinal)) }
      let known = try database.number(
        "SELECT 1 FROM run_units WHERE run = ? AND ordinal = ?", [run, unit.ordinal])
      guard known != nil else { throw mistake(.noSuchUnit(run: id, ordinal: unit.ordinal)) }
    }
    for unit in states { try set(unit.state, reason: unit.reason?.storable, run: run, ordinal: unit.ordinal) }
  }

  /// One statement: planned units become answered from the first of the models that has an answer for them.
  func inherit(into id: String, models: [String]) throws -> Int {
    let run = try number(ofRun: id)
    let numbers = try models.compactMap {
      try database.number("SELECT number FROM models WHERE name = ?", [$0.storable])
    }
    guard !numbers.isEmpty else { return 0 }
    let find = "(SELECT number FROM answers WHERE unit = run_units.unit AND model = ?)"
    let marks = Array(repeating: "?", count: numbers.count).joined(separator: ", ")
    let first = numbers.count == 1 ? find : "coalesce(\(numbers.map { _ in find }.joined(separator: ", ")))"
    try database.execute(
      sql: """
        UPDATE run_units SET state = 'answered', reason = NULL, answer = \(first)
        WHERE run = ? AND state = 'planned'
          AND EXISTS (SELECT 1 FROM answers WHERE unit = run_units.unit AND model IN (\(marks)))
        """, arguments: StatementArguments(numbers + [run] + numbers))
    return database.changesCount
  }

  private func set(_ state: UnitState, reason: String?, run: Int64, ordinal: Int) throws {
    try database.change(
      "UPDATE run_units SET state = ?, reason = ? WHERE run = ? AND ordinal = ? AND state <> 'answered'",
      [state.rawValue, reason, run, ordinal])
  }

  private func addReply(of outcome: PreparedOutcome) throws -> Int64 {
    let number =
      try names.reply ?? database.number("SELECT ifnull(max(number), 0) + 1 FROM replies") ?? 1
    try database.change("INSERT INTO replies VALUES (?, ?)", [number, outcome.reply])
    names.reply = number + 1
    return number
  }

  private func add(_ outcome: PreparedOutcome, run: Int64, maker: Int64, reply: Int64) throws {
    let attempt = outcome.attempt
    try database.change(
      """
      INSERT INTO attempts VALUES (?1, ?2,
        (SELECT ifnull(max(position), -1) + 1 FROM attempts WHERE run = ?1 AND ordinal = ?2), ?, ?, ?, ?, ?)
      """, [run, attempt.ordinal, maker, attempt.ending.rawValue, attempt.cost.micros, reply, outcome.facts])
  }
}
