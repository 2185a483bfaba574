import GRDB
import Model

/// The attempts of a run in the order of its units, taken unit by unit.
struct AttemptWalk {
  private let rows: RowCursor
  private let makers: [Int64: Maker]
  /// Read, and belonging to a unit that was not asked for yet.
  private var next: (ordinal: Int, attempt: AttemptRecord)?

  init(_ database: Database, run: Int64, makers: [Int64: Maker]) throws {
    self.makers = makers
    rows = try database.rows(
      "SELECT \(AttemptWalk.columns) FROM attempts WHERE run = ? ORDER BY ordinal, position", [run])
    next = try read()
  }

  /// The attempts of a unit. Units must be asked for in ascending order.
  mutating func take(_ ordinal: Int) throws -> [AttemptRecord] {
    var attempts: [AttemptRecord] = []
    while let current = next, current.ordinal <= ordinal {
      if current.ordinal == ordinal { attempts.append(current.attempt) }
      next = try read()
    }
    return attempts
  }

  private func read() throws -> (ordinal: Int, attempt: AttemptRecord)? {
    guard let row = try rows.next() else { return nil }
    guard let maker = makers[try row.value(1)] else { throw Unpacker.Malformed() }
    let attempt = try row.attempt(unit: AttemptWalk.anyUnit, maker: maker, rawAnswer: "")
    return (attempt.ordinal, AttemptRecord(attempt))
  }

  /// `AttemptRecord` does not name its unit.
  private static let anyUnit = Digest(of: [])

  /// What `Row.attempt` reads, from the first column on.
  static let columns = "ordinal, maker, ending, cost, facts"
  static let columnCount = 5
}

extension Row {
  /// An attempt from a row of `AttemptWalk.columns`.
  func attempt(unit: Digest, maker: Maker, rawAnswer: String) throws -> Attempt {
    try AttemptFacts.attempt(
      packed: try bytes(4), ordinal: try value(0), unit: unit, maker: maker, ending: try word(2),
      cost: try money(3), rawAnswer: rawAnswer)
  }
}
