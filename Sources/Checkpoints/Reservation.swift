package import Model

/// Money that was set aside for one request.
package struct Reservation: Sendable, Hashable {
  /// Unique within its store.
  package let number: Int64
  package let amount: Money

  init(number: Int64, amount: Money) {
    self.number = number
    self.amount = amount
  }
}
