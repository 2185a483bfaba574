import Model

/// What left the building for one cloud node. A cloud node of the job that received nothing has a row of zeros.
package struct Egress: Sendable, Hashable {
  package var node: String
  package var units: Int
  package var attempts: Int
  /// Bytes of request bodies that were handed to the network, of failed attempts too.
  package var requestBytes: Int
  /// Units that must not leave; anything but zero is a broken promise.
  package var restrictedUnits: Int

  static func collect(from record: RunRecord, routes: [NodeRoute]) -> [Egress] {
    let used = routes.filter { $0.tier == .cloud }
    let idle = record.header.job.nodes.filter { node in
      node.tier == .cloud && !used.contains { $0.node == node.name }
    }
    return used.map {
      Egress(
        node: $0.node, units: $0.units, attempts: $0.attempts, requestBytes: $0.requestBytes,
        restrictedUnits: $0.restrictedUnits)
    }
      + idle.map { Egress(node: $0.name, units: 0, attempts: 0, requestBytes: 0, restrictedUnits: 0) }
  }
}

/// Answers that were taken over from another run instead of being asked for again.
package struct Inheritance: Sendable, Hashable {
  /// The run that asked.
  package var run: String
  package var units: Int

  static func collect(from record: RunRecord) -> [Inheritance] {
    var counts: [String: Int] = [:]
    for unit in record.units {
      guard let run = unit.answeredBy?.run, run != record.header.id else { continue }
      counts[run, default: 0] += 1
    }
    return counts.map { Inheritance(run: $0.key, units: $0.value) }
      .sorted { $0.run.utf8.lexicographicallyPrecedes($1.run.utf8) }
  }
}
