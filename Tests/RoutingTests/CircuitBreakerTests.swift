import Routing
import Testing

@Suite struct CircuitBreakerTests {
  @Test func `it opens after the threshold of failures in a row`() {
    var breaker = CircuitBreaker(threshold: 3, cooldown: 100)
    breaker.failed(at: 0)
    breaker.failed(at: 0)
    breaker.succeeded()
    breaker.failed(at: 0)
    breaker.failed(at: 0)
    #expect(breaker.state == .closed)
    breaker.failed(at: 10)
    #expect(breaker.state == .open(until: 110))
  }

  @Test func `only one probe passes when the cooldown is over`() {
    var breaker = CircuitBreaker(threshold: 1, cooldown: 100)
    breaker.failed(at: 0)
    let answers = [99, 100, 100].map { breaker.mayProbe(at: $0) }
    #expect(answers == [false, true, false])
    breaker.succeeded()
    #expect(breaker.state == .closed)
  }

  @Test func `a failed probe doubles the cooldown up to a ceiling`() {
    var breaker = CircuitBreaker(threshold: 1, cooldown: 100, longestCooldown: 300)
    breaker.failed(at: 0)
    _ = breaker.mayProbe(at: 100)
    breaker.failed(at: 100)
    #expect(breaker.state == .open(until: 300))
    _ = breaker.mayProbe(at: 300)
    breaker.failed(at: 300)
    #expect(breaker.state == .open(until: 600))
    #expect(breaker.openingsInARow == 3)
  }

  @Test func `an outage of a minute lets through the threshold and the probes, no more`() {
    var breaker = CircuitBreaker()
    var attempts = 0
    for now in stride(from: Int64(0), to: 60_000, by: 10) where isAllowed(&breaker, now) {
      attempts += 1
      breaker.failed(at: now)
    }
    #expect(attempts == 5 + 4, "threshold 5, probes after 2, 4, 8 and 16 s")
  }

  private func isAllowed(_ breaker: inout CircuitBreaker, _ now: Int64) -> Bool {
    breaker.state == .closed || breaker.mayProbe(at: now)
  }
}
