#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Nanoseconds that never jump.
enum MonotonicClock {
  static var now: Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Which of a transfer's limits runs out next, decided from times alone.
struct TransferClock {
  private enum Phase {
    case waiting, flowing, done
  }

  /// How long a server may take to end a body whose last useful byte has come.
  private static let linger = Duration.milliseconds(250)

  private var start: Int64
  private var last: Int64
  private var phase = Phase.waiting

  init(start: Int64 = 0) {
    self.start = start
    last = start
  }

  var isDone: Bool { phase == .done }

  /// Bytes that count as life but are no beginning of the answer.
  mutating func lives(at now: Int64) { last = now }

  /// True for the first byte of the answer itself.
  mutating func flows(at now: Int64) -> Bool {
    last = now
    guard phase == .waiting else { return false }
    phase = .flowing
    return true
  }

  mutating func ends(at now: Int64) {
    guard phase != .done else { return }
    last = now
    phase = .done
  }

  func deadline(_ limits: TransferLimits) -> Int64 {
    min(start + limits.total.nanoseconds, phaseDeadline(limits))
  }

  private func phaseDeadline(_ limits: TransferLimits) -> Int64 {
    switch phase {
    case .waiting: start + limits.first.nanoseconds
    case .flowing: last + limits.stall.nanoseconds
    case .done: last + Self.linger.nanoseconds
    }
  }

  /// The limit that ran out; nil when all that matters had come.
  func expired(_ limits: TransferLimits) -> CurlError.Limit? {
    if phase == .done { return nil }
    if start + limits.total.nanoseconds <= phaseDeadline(limits) { return .total }
    return phase == .waiting ? .first : .stall
  }
}

/// The earliest moment at which a limit of any transfer can run out. May ring too early, never too late.
/// Lives on the loop's thread.
final class Alarm {
  private(set) var time = Int64.max

  func rings(by time: Int64) { self.time = min(self.time, time) }

  func reset(to time: Int64) { self.time = time }
}

extension TransferLimits {
  subscript(limit: CurlError.Limit) -> Duration {
    switch limit {
    case .connect: connect
    case .first: first
    case .stall: stall
    case .total: total
    }
  }
}

extension Duration {
  /// Whole nanoseconds, at most a century, so that sums cannot overflow.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return min(max(seconds, 0), 3_155_760_000) * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  var milliseconds: Int { Int(nanoseconds / 1_000_000) }
}
