import Model

extension Router {
  /// The escalation signal that an ending raises, if any.
  func signal(for ending: Ending) -> Signal? {
    switch ending {
    case .malformed: .malformed
    case .truncatedInput, .truncatedOutput: .truncated
    case .refused: .refused
    case .unanchored: .unanchored
    case .answered, .transport, .rateLimited, .serverError, .rejected, .timedOut, .cancelled: nil
    }
  }

  /// Why a unit was given up, for people.
  func sentence(for attempt: AttemptFacts) -> String {
    let node = attempt.node
    return switch attempt.ending {
    case .answered: "answered by \(node)"
    case .malformed: "\(node) did not write the JSON that was asked for, also after one repair"
    case .truncatedInput: "\(node) did not read the whole prompt"
    case .truncatedOutput: "\(node) was cut off before its answer was complete"
    case .refused: "\(node) refused to answer"
    case .unanchored: "\(node) quoted only code that is not in the change"
    case .transport: "\(node) could not be reached, also after retries"
    case .rateLimited: "\(node) kept limiting the rate, also after retries"
    case .serverError: "\(node) kept failing, also after retries"
    case .rejected: "\(node) rejected the request"
    case .timedOut: "\(node) did not answer in time, also after retries"
    case .cancelled: "interrupted"
    }
  }
}
