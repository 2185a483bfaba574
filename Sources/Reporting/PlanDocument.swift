package import Model

/// The plan as `sluice plan` shows it: what would be sent where, why, and for how much.
package struct PlanDocument: Sendable {
  let ranges: [ReviewRange]
  let files: [PlannedFile]
  let units: [ReviewUnit]
  private let routes: [PlannedRoute]

  /// `routes` has one entry for each unit, in the same order.
  package init(
    ranges: [ReviewRange], files: [PlannedFile], units: [ReviewUnit], routes: [PlannedRoute]
  ) {
    self.ranges = ranges
    self.files = files
    self.units = units
    self.routes = routes
  }

  func route(of index: Int) -> PlannedRoute {
    guard routes.indices.contains(index) else {
      return PlannedRoute(tier: nil, node: nil, reason: "not routed", maxCost: .zero)
    }
    return routes[index]
  }

  /// Lines of the files with one disposition.
  static func lines(_ files: [PlannedFile], _ disposition: Disposition? = nil) -> LineCount {
    files.reduce(.zero) { sum, file in
      disposition == nil || file.disposition == disposition ? sum + file.lines : sum
    }
  }
}
