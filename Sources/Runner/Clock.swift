import Glibc
import Routing

/// The runner's clock.
enum Clock {
  /// Milliseconds since the Unix epoch.
  static func now() -> Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(time.tv_sec) * 1000 + Instant(time.tv_nsec) / 1_000_000
  }
}
