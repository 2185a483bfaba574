/// How one attempt ended. An unhappy reply is an ending, not an error.
package enum Ending: String, Sendable, Hashable, Codable, CaseIterable {
  case answered
  /// The reply is not the JSON that was asked for, after repair.
  case malformed
  /// The node saw fewer tokens than were sent, or said that the prompt does not fit.
  case truncatedInput = "truncated-input"
  /// The reply was cut by a length limit.
  case truncatedOutput = "truncated-output"
  case refused
  /// Findings came, and none of their quotes is in the code.
  case unanchored
  /// No usable HTTP reply: refused, reset, TLS, cut stream.
  case transport
  case rateLimited = "rate-limited"
  /// The node failed while serving (5xx, an error inside a 200).
  case serverError = "server-error"
  /// The node will not serve such a request, and would not the next time either: key, billing, model name.
  case rejected
  case timedOut = "timed-out"
  case cancelled

  /// Infrastructure failures say nothing about the code and are never counted as a wrong or an empty answer.
  package var isInfrastructure: Bool {
    switch self {
    case .transport, .rateLimited, .serverError, .rejected, .timedOut, .cancelled: true
    case .answered, .malformed, .truncatedInput, .truncatedOutput, .refused, .unanchored: false
    }
  }
}
