import Curl
import Testing

@testable import Inference

@Suite struct `A date in Retry-After` {
  @Test(arguments: [
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
    ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199), ("Sun, 22 Nov 2026 21:00:00 GMT", 1_795_381_200),
  ])
  func `is read to the second`(text: String, seconds: Int64) {
    #expect(RetryAfter.date(text) == seconds)
  }

  @Test(arguments: ["", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "1 2 3 4 5 GMT"])
  func `in another form is none`(text: String) { #expect(RetryAfter.date(text) == nil) }

  @Test func `is a span from now on`() {
    let response = HTTPResponse(
      status: 429, headers: [HTTPHeader("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")])
    #expect(RetryAfter.read(response, now: 784_111_770_000) == .seconds(7))
  }
}
