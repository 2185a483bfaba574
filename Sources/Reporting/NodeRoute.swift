package import Model

/// What one node did in this run. Retry, fallback, repair, escalation and verification are counted apart.
package struct NodeRoute: Sendable, Hashable {
  package var node: String
  package var tier: Tier
  /// The models it served under this name, `model@version` where the node told, sorted.
  package var models: [String]
  /// Units that were sent to it at least once.
  package var units: Int
  package var attempts: Int
  package var endings: [Ending: Int]
  package var first: Int
  package var retries: Int
  package var fallbacks: Int
  package var repairs: Int
  /// By the signal that asked for the higher tier.
  package var escalations: [Signal: Int]
  package var verifications: [Signal: Int]
  /// Milliseconds from dispatch to the first token; nil when none came.
  package var firstToken: Spread?
  /// Completion tokens per second: by the node's own clock where it reports one, else by ours.
  package var tokensPerSecond: Spread?
  /// Sums of what the node reported; attempts without a figure count as zero.
  package var promptTokens: Int
  /// Prompt tokens that it really evaluated, those from its cache left out where it tells.
  package var evaluatedTokens: Int
  package var completionTokens: Int
  package var spent: Money
  /// The part of `spent` for which no provider gave a figure.
  package var estimated: Money
  package var requestBytes: Int
  /// Units among `units` that no cloud node may see.
  package var restrictedUnits: Int
}

extension NodeRoute {
  /// A row for each node that was asked, in the job's order, nodes the job does not know last.
  static func collect(from record: RunRecord) -> [NodeRoute] {
    var tallies: [String: Tally] = [:]
    for unit in record.units {
      for attempt in unit.attempts { tallies[attempt.node, default: Tally()].add(attempt, of: unit) }
    }
    let known = record.header.job.nodes.map(\.name)
    let foreign = Set(tallies.keys).subtracting(known)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return (known + foreign).compactMap { name in tallies[name].map { NodeRoute(name, $0) } }
  }

  private init(_ node: String, _ tally: Tally) {
    self = tally.route
    self.node = node
    models = tally.models.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    firstToken = Spread(of: tally.firstTokens)
    tokensPerSecond = Spread(of: tally.speeds)
  }

  private struct Tally {
    var route = NodeRoute(
      node: "", tier: .local, models: [], units: 0, attempts: 0, endings: [:], first: 0, retries: 0,
      fallbacks: 0, repairs: 0, escalations: [:], verifications: [:], firstToken: nil, tokensPerSecond: nil,
      promptTokens: 0, evaluatedTokens: 0, completionTokens: 0, spent: .zero, estimated: .zero,
      requestBytes: 0, restrictedUnits: 0)
    var models: Set<String> = []
    var firstTokens: [Double] = []
    var speeds: [Double] = []
    var lastUnit = -1

    mutating func add(_ attempt: AttemptRecord, of unit: UnitRecord) {
      if lastUnit != unit.ordinal {
        lastUnit = unit.ordinal
        route.units += 1
        route.restrictedUnits += unit.sensitivity == .restricted ? 1 : 0
      }
      route.tier = attempt.tier
      route.attempts += 1
      route.endings[attempt.ending, default: 0] += 1
      route.promptTokens += attempt.usage.promptTokens ?? 0
      route.evaluatedTokens += attempt.usage.evaluatedTokens ?? attempt.usage.promptTokens ?? 0
      route.completionTokens += attempt.usage.completionTokens ?? 0
      route.spent += attempt.cost
      if attempt.costSource == .estimated { route.estimated += attempt.cost }
      route.requestBytes += attempt.requestBytes
      models.insert(attempt.identity.text)
      count(attempt.reason)
      if let first = attempt.firstTokenAt { firstTokens.append(Double(max(0, first - attempt.startedAt))) }
      if let speed = attempt.tokensPerSecond { speeds.append(speed) }
    }

    private mutating func count(_ reason: DispatchReason) {
      switch reason {
      case .first: route.first += 1
      case .retry: route.retries += 1
      case .fallback: route.fallbacks += 1
      case .repair: route.repairs += 1
      case .escalation(let signal): route.escalations[signal, default: 0] += 1
      case .verification(let signal): route.verifications[signal, default: 0] += 1
      }
    }
  }
}

extension AttemptRecord {
  /// How fast the answer was written; nil when the node did not count its tokens.
  fileprivate var tokensPerSecond: Double? {
    guard let tokens = usage.completionTokens, tokens > 0 else { return nil }
    let own = Double(endedAt - (firstTokenAt ?? startedAt))
    let milliseconds = usage.completionMilliseconds ?? own
    return milliseconds > 0 ? Double(tokens) * 1000 / milliseconds : nil
  }
}
