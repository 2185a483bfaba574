/// An attempt as reports need it: without the raw answer.
package struct AttemptRecord: Sendable, Hashable {
  package var node: String
  package var identity: ModelIdentity
  package var tier: Tier
  package var reason: DispatchReason
  package var startedAt: Int64
  package var firstTokenAt: Int64?
  package var endedAt: Int64
  package var usage: Usage
  package var cost: Money
  package var costSource: CostSource
  package var ending: Ending
  package var detail: String?
  package var requestBytes: Int

  package init(_ attempt: Attempt) {
    node = attempt.node
    identity = attempt.identity
    tier = attempt.tier
    reason = attempt.reason
    startedAt = attempt.startedAt
    firstTokenAt = attempt.firstTokenAt
    endedAt = attempt.endedAt
    usage = attempt.usage
    cost = attempt.cost
    costSource = attempt.costSource
    ending = attempt.ending
    detail = attempt.detail
    requestBytes = attempt.requestBytes
  }
}
