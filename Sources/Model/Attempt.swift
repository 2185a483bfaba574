/// Why a unit was sent to a node. The words are kept apart everywhere.
package enum DispatchReason: Sendable, Hashable, Codable {
  /// The first choice of the policy.
  case first
  /// The same node again.
  case retry
  /// Another node of the same tier after a failure.
  case fallback
  /// The same node once more, with the malformed reply to mend.
  case repair
  /// A higher tier, for the signal named.
  case escalation(Signal)
  /// A higher tier, asked about one claim only.
  case verification(Signal)

  /// `first`, `retry`, `fallback`, `repair`, `escalation:malformed`, …
  package var text: String {
    switch self {
    case .first: "first"
    case .retry: "retry"
    case .fallback: "fallback"
    case .repair: "repair"
    case .escalation(let signal): "escalation:\(signal.rawValue)"
    case .verification(let signal): "verification:\(signal.rawValue)"
    }
  }

  /// Reads `text` back; nil for anything else.
  package init?(text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    let signal = parts.count == 2 ? Signal(rawValue: parts[1]) : nil
    switch (parts.first, signal) {
    case ("first", nil): self = .first
    case ("retry", nil): self = .retry
    case ("fallback", nil): self = .fallback
    case ("repair", nil): self = .repair
    case ("escalation", let signal?): self = .escalation(signal)
    case ("verification", let signal?): self = .verification(signal)
    default: return nil
    }
  }
}

/// Where the figure of an attempt's cost comes from.
package enum CostSource: String, Sendable, Hashable, Codable {
  case reported, computed, estimated
}

/// One request and how it ended: an append-only row that belongs to a run.
package struct Attempt: Sendable, Hashable, Codable {
  /// Position of the unit within the run, from 0.
  package var ordinal: Int
  package var unit: Digest
  /// The node's name in the job.
  package var node: String
  package var identity: ModelIdentity
  package var tier: Tier
  package var reason: DispatchReason
  /// Milliseconds since the Unix epoch.
  package var startedAt: Int64
  package var firstTokenAt: Int64?
  package var endedAt: Int64
  package var usage: Usage
  package var cost: Money
  package var costSource: CostSource
  package var ending: Ending
  /// One sentence for people when the ending is unhappy.
  package var detail: String?
  /// What the model wrote, byte for byte.
  package var rawAnswer: String
  package var requestBytes: Int

  package init(
    ordinal: Int, unit: Digest, node: String, identity: ModelIdentity, tier: Tier, reason: DispatchReason,
    startedAt: Int64, firstTokenAt: Int64?, endedAt: Int64, usage: Usage, cost: Money,
    costSource: CostSource, ending: Ending, detail: String?, rawAnswer: String, requestBytes: Int
  ) {
    self.ordinal = ordinal
    self.unit = unit
    self.node = node
    self.identity = identity
    self.tier = tier
    self.reason = reason
    self.startedAt = startedAt
    self.firstTokenAt = firstTokenAt
    self.endedAt = endedAt
    self.usage = usage
    self.cost = cost
    self.costSource = costSource
    self.ending = ending
    self.detail = detail
    self.rawAnswer = rawAnswer
    self.requestBytes = requestBytes
  }
}
