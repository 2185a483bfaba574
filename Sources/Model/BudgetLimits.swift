/// Hard ceilings on what the cloud may cost. Zero, the default, means that nothing is paid for.
package struct BudgetLimits: Sendable, Hashable, Codable {
  package var perRun: Money
  package var perMonth: Money
  package var perRequest: Money

  package init(perRun: Money = .zero, perMonth: Money = .zero, perRequest: Money = .zero) {
    self.perRun = perRun
    self.perMonth = perMonth
    self.perRequest = perRequest
  }
}
