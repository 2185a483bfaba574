/// Leaves a node out for a while after failures in a row, and lets a single probe find out whether it is back.
///
/// closed → (threshold failures in a row) → open until a time → one probe → closed again, or open for longer.
package struct CircuitBreaker: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    case closed
    case open(until: Instant)
    /// One probe is under way; nobody else may ask.
    case probing
  }

  package private(set) var state: State = .closed
  private var failures = 0
  private var openings = 0
  private let threshold: Int
  private let cooldown: Int64
  private let longestCooldown: Int64

  /// `cooldown` in milliseconds; it doubles with each opening in a row up to `longestCooldown`.
  package init(threshold: Int = 5, cooldown: Int64 = 2_000, longestCooldown: Int64 = 30_000) {
    self.threshold = threshold
    self.cooldown = cooldown
    self.longestCooldown = longestCooldown
  }

  /// How often in a row the breaker has opened without a success in between.
  package var openingsInARow: Int { openings }

  package mutating func succeeded() {
    failures = 0
    openings = 0
    state = .closed
  }

  /// A failure of the infrastructure; other endings say nothing about the node.
  package mutating func failed(at now: Instant) {
    failures += 1
    guard state == .probing || (state == .closed && failures >= threshold) else { return }
    openings += 1
    let pause = min(cooldown << Int64(min(openings - 1, 10)), longestCooldown)
    state = .open(until: now + pause)
  }

  /// True for the one caller that may probe; false while open, and while another one probes.
  package mutating func mayProbe(at now: Instant) -> Bool {
    guard case .open(let until) = state, now >= until else { return false }
    state = .probing
    return true
  }
}
