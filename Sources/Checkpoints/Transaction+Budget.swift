import GRDB
import Model

/// Ceilings of one reservation.
struct Ceilings: Sendable {
  var perRun: Money
  var perMonth: Money
  var month: String
}

extension Transaction {
  func reserve(
    _ amount: Money, node: String, run: String, ordinal: Int, ceilings: Ceilings
  ) throws -> Reservation? {
    let number = try number(ofRun: run)
    guard amount >= .zero else { throw mistake(.negativeReservation) }
    let month = ceilings.month.storable
    guard try spent(Scope.run(number)) + amount <= ceilings.perRun,
      try spent(Scope.month(month)) + amount <= ceilings.perMonth
    else { return nil }
    try database.change(
      "INSERT INTO reservations (run, ordinal, node, month, amount) VALUES (?, ?, ?, ?, ?)",
      [number, ordinal, node.storable, month, amount.micros])
    let reservation = Reservation(number: database.lastInsertedRowID, amount: amount)
    try add(amount, to: [Scope.run(number), Scope.month(month)])
    return reservation
  }

  func settle(_ reservation: Reservation, cost: Money) throws {
    let found = try database.rows(
      "SELECT run, month, amount, cost FROM reservations WHERE number = ?", [reservation.number])
    guard let row = try found.next() else {
      throw mistake(.noSuchReservation(reservation))
    }
    let run: Int64 = try row.value(0)
    let month: String = try row.value(1)
    let amount = try row.money(2)
    let isSettled = try row.value(3) as Int64? != nil
    guard !isSettled else { return }
    try database.change(
      "UPDATE reservations SET cost = ? WHERE number = ?", [cost.micros, reservation.number])
    try add(cost - amount, to: [Scope.run(run), Scope.month(month)])
  }

  private func spent(_ scope: String) throws -> Money {
    Money(micros: try database.number("SELECT micros FROM spending WHERE scope = ?", [scope]) ?? 0)
  }

  private func add(_ amount: Money, to scopes: [String]) throws {
    for scope in scopes {
      try database.change(
        """
        INSERT INTO spending (scope, micros) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET micros = micros + excluded.micros
        """, [scope, amount.micros])
    }
  }
}

/// What a running total counts.
enum Scope {
  static func run(_ number: Int64) -> String { "run:\(number)" }
  static func month(_ name: String) -> String { "month:\(name)" }
}
