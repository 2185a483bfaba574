import Model
import Testing

@Suite struct DispatchReasonTests {
  static let all: [DispatchReason] =
    [.first, .retry, .fallback, .repair] + Signal.allCases.map { .escalation($0) }
    + Signal.allCases.map { .verification($0) }

  @Test(arguments: all) func `its text is read back`(reason: DispatchReason) {
    #expect(DispatchReason(text: reason.text) == reason)
  }

  @Test(arguments: ["", "again", "escalation", "escalation:", "first:malformed"])
  func `other text is refused`(text: String) {
    #expect(DispatchReason(text: text) == nil)
  }
}
