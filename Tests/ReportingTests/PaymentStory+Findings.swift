import Model

/// The claims of the story.
extension PaymentStory {
  static func finding(
    _ name: String, _ file: String, _ lines: ClosedRange<Int>, _ severity: Severity, _ category: Category,
    confidence: Double, title: String, explanation: String, scenario: String, suggestion: String? = nil,
    quote: String, anchor: Anchor = .hunk
  ) -> Finding {
    Finding(
      fingerprint: Digest(of: [name]), file: file, startLine: lines.lowerBound, endLine: lines.upperBound,
      anchor: anchor, severity: severity, category: category, confidence: confidence, title: title,
      explanation: explanation, failureScenario: scenario, suggestion: suggestion, quote: quote)
  }

  static let doubleRefund = finding(
    "double-refund", refunds, 42...44, .critical, .correctness, confidence: 0.92,
    title: "A time-out pays the refund twice",
    explanation: """
      `refund(_:)` retries after a time-out, but the first request may have reached the bank. Each try sends a \
      new `idempotencyKey`, so the bank cannot see that the two are the same refund.
      """,
    scenario: "The bank books the refund in 31 s, the client gives up after 30 s and sends it again: the "
      + "customer is paid twice.",
    suggestion: """
      let key = IdempotencyKey(order: order.id)
      for attempt in 1...3 {
        try await bank.refund(order, key: key)
      }
      """,
    quote: """
      for attempt in 1...3 {
        try await bank.refund(order, key: IdempotencyKey())
      }
      """)

  static let swallowedError = finding(
    "swallowed-error", refunds, 57...57, .medium, .errorHandling, confidence: 0.6,
    title: "A failed refund is reported as done",
    explanation: "The error is dropped, and the caller goes on as if the money had moved.",
    scenario: "The bank answers 503. The order is marked as refunded and nobody is told.",
    suggestion: "Let `refund(_:)` throw, and mark the order only after it returned.",
    quote: "try? await bank.refund(order, key: key)")

  static let roundedAmount = finding(
    "rounded-amount", transfer, 18...18, .high, .correctness, confidence: 0.71,
    title: "Cents are lost: the amount goes through Double",
    explanation: "`Double` cannot hold 0.10 € exactly, and the cast cuts instead of rounding.",
    scenario: "19.99 € becomes 1998 cents.",
    suggestion: "Keep the amount in cents from the start.",
    quote: "let cents = Int(amount * 100)")

  static let vagueName = finding(
    "vague-name", transfer, 5...5, .low, .maintainability, confidence: 0.4,
    title: "`data` says nothing about what it holds",
    explanation: "The property holds the transfer's reference line.",
    scenario: "A reader takes it for the encoded message.", quote: "let data: String")

  static let unboundedSession = finding(
    "unbounded-session", session, 31...31, .medium, .security, confidence: 0.55,
    title: "The session never ends",
    explanation: "Nothing compares `expiresAt` with the clock.",
    scenario: "A token from a lost laptop still opens the account a year later.",
    suggestion: "Refuse a token whose `expiresAt` has passed.",
    quote: "return Session(token: token)", anchor: .nearHunk)

  static let hardCodedKey = finding(
    "hard-coded-key", gateway, 7...7, .critical, .security, confidence: 0.98,
    title: "The gateway key stands in the source",
    explanation: "\"not-a-real-key-4242\" is readable by everyone with a clone.",
    scenario: "Whoever reads not-a-real-key-4242 can issue refunds.",
    suggestion: "Read the key from the environment and revoke not-a-real-key-4242.",
    quote: "static let apiKey = \"not-a-real-key-4242\"")
}
