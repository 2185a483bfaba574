/// Time-outs and retries, in milliseconds and counts.
package struct Limits: Sendable, Hashable, Codable {
  /// The whole run; nil: none.
  package var deadline: Int?
  /// From dispatch to the first token or progress event.
  package var firstToken: Int
  /// Between two tokens or progress events.
  package var stall: Int
  /// One request in all.
  package var total: Int
  package var retries: Int
  /// Tokens of one answer.
  package var maxOutputTokens: Int
  /// Bytes of one reply's body.
  package var maxReplyBytes: Int
  /// How long a node that keeps failing is waited for before the units that are left are deferred.
  package var outage: Int
  /// What requests in flight get after SIGINT or SIGTERM.
  package var grace: Int

  package init(
    deadline: Int? = nil, firstToken: Int = 120_000, stall: Int = 30_000, total: Int = 600_000,
    retries: Int = 2, maxOutputTokens: Int = 1536, maxReplyBytes: Int = 8 << 20,
    outage: Int = 60_000, grace: Int = 3_000
  ) {
    self.deadline = deadline
    self.firstToken = firstToken
    self.stall = stall
    self.total = total
    self.retries = retries
    self.maxOutputTokens = maxOutputTokens
    self.maxReplyBytes = maxReplyBytes
    self.outage = outage
    self.grace = grace
  }
}
