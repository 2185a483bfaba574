/// What to review, where to send it, what it may cost, what fails the build and which reports to write.
package struct Job: Sendable, Hashable, Codable {
  package var version: Int
  package var name: String
  package var sources: [Source]
  package var include: [String]
  package var exclude: [String]
  package var review: ReviewRules
  /// In the order of the file: the first is preferred among equals.
  package var nodes: [NodeSpec]
  package var routing: RoutingRules
  package var budget: BudgetLimits
  package var limits: Limits
  package var gate: Gate
  package var reports: [ReportTarget]

  package init(
    version: Int = 1, name: String, sources: [Source], include: [String] = ["**"], exclude: [String] = [],
    review: ReviewRules = ReviewRules(), nodes: [NodeSpec], routing: RoutingRules = RoutingRules(),
    budget: BudgetLimits = BudgetLimits(), limits: Limits = Limits(), gate: Gate = Gate(),
    reports: [ReportTarget] = []
  ) {
    self.version = version
    self.name = name
    self.sources = sources
    self.include = include
    self.exclude = exclude
    self.review = review
    self.nodes = nodes
    self.routing = routing
    self.budget = budget
    self.limits = limits
    self.gate = gate
    self.reports = reports
  }
}
