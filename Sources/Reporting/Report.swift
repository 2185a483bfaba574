package import Model

/// Everything a report says about a run, computed from its record alone; each format only sets it.
package struct Report: Sendable, Hashable {
  package var verdict: Verdict
  /// One per fingerprint; worst first, then by file and line.
  package var findings: [ReportedFinding]
  /// Items of the models' replies that were left out, by reason.
  package var dropped: [String: Int]
  package var coverage: Coverage
  package var authors: [Author]
  package var routes: [NodeRoute]
  package var egress: [Egress]
  package var inherited: [Inheritance]

  /// A model whose answers the report rests on.
  package struct Author: Sendable, Hashable {
    package var node: String
    package var tier: Tier
    package var identity: ModelIdentity
    package var units: Int
  }

  package init(of record: RunRecord) {
    findings = ReportedFinding.collect(from: record)
    coverage = Coverage(of: record)
    verdict = Verdict(of: record, findings: findings, coverage: coverage)
    routes = NodeRoute.collect(from: record)
    egress = Egress.collect(from: record, routes: routes)
    inherited = Inheritance.collect(from: record)
    authors = Author.collect(from: record)
    dropped = record.units.reduce(into: [:]) { sum, unit in
      for (reason, count) in unit.answer?.dropped ?? [:] where count > 0 { sum[reason, default: 0] += count }
    }
  }

  /// What this run's attempts cost.
  package var spent: Money { routes.reduce(.zero) { $0 + $1.spent } }

  /// The part of `spent` for which no provider gave a figure.
  package var estimated: Money { routes.reduce(.zero) { $0 + $1.estimated } }
}

extension Report.Author {
  static func collect(from record: RunRecord) -> [Self] {
    struct Key: Hashable {
      let node: String
      let tier: Tier
      let identity: ModelIdentity
    }
    var counts: [Key: Int] = [:]
    for unit in record.units {
      guard let by = unit.answeredBy, unit.answer != nil else { continue }
      counts[Key(node: by.node, tier: by.tier, identity: by.identity), default: 0] += 1
    }
    let authors = counts.map {
      Self(node: $0.key.node, tier: $0.key.tier, identity: $0.key.identity, units: $0.value)
    }
    func order(_ author: Self) -> String { "\(author.node)\u{0}\(author.identity.text)" }
    return authors.sorted { order($0).utf8.lexicographicallyPrecedes(order($1).utf8) }
  }
}
