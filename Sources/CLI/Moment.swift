import Glibc

/// Times as the checkpoint keeps them, and names made of them.
enum Moment {
  /// Milliseconds since the Unix epoch.
  static var now: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// `20261122T205923Z-4f2a1c`: sorts by time; the end keeps two starts in one second apart.
  static func runID(at milliseconds: Int64) -> String {
    var seconds = time_t(milliseconds / 1000)
    var parts = unsafe tm()
    unsafe gmtime_r(&seconds, &parts)
    let (year, month, day) = unsafe (parts.tm_year, parts.tm_mon, parts.tm_mday)
    let (hour, minute, second) = unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec)
    let date = [Int(year) + 1900, Int(month) + 1, Int(day)]
    let clock = [Int(hour), Int(minute), Int(second)]
    let suffix = String(UInt32.random(in: 0..<0x100_0000) | 0x100_0000, radix: 16).dropFirst()
    return "\(digits(date))T\(digits(clock))Z-\(suffix)"
  }

  private static func digits(_ numbers: [Int]) -> String {
    numbers.map { $0 < 10 ? "0\($0)" : String($0) }.joined()
  }
}
