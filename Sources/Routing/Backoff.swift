/// How long to leave a node alone before the same unit is sent again.
///
/// Full jitter: a random share of an exponentially growing ceiling, so that units that failed together do
/// not come back together. What the node asks for (Retry-After) is a lower bound, up to a cap.
package struct Backoff: Sendable {
  private let first: Duration
  private let ceiling: Duration
  private let mostAsked: Duration
  private let random: @Sendable () -> Double

  /// `random` gives numbers from 0 up to 1; tests pass a fixed one.
  package init(
    first: Duration = .milliseconds(500), ceiling: Duration = .seconds(8),
    mostAsked: Duration = .seconds(60), random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
  ) {
    self.first = first
    self.ceiling = ceiling
    self.mostAsked = mostAsked
    self.random = random
  }

  /// The pause after `tries` failures (1 or more).
  package func pause(after tries: Int, asked: Duration?) -> Duration {
    let doublings = min(max(tries - 1, 0), 10)
    let most = min(first * (1 << doublings), ceiling)
    let jittered = most / 2 + (most / 2) * random()
    guard let asked else { return jittered }
    return max(jittered, min(asked, mostAsked))
  }
}
