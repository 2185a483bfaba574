import Curl

/// How long a node asked to be left alone, in any of the usual forms.
enum RetryAfter {
  /// A day: longer waits are no waits.
  private static let longest = 86_400_000

  /// `now` in milliseconds since the epoch, for the form that names a date.
  static func read(_ response: HTTPResponse, now: Int64) -> Duration? {
    if let text = response.header("retry-after-ms"), let value = Double(text), value >= 0 {
      return .milliseconds(bounded(value))
    }
    guard let text = response.header("retry-after") else { return nil }
    if let seconds = Double(text), seconds >= 0 { return .milliseconds(bounded(seconds * 1000)) }
    guard let date = date(text) else { return nil }
    return .milliseconds(bounded(Double(date * 1000 - now)))
  }

  private static func bounded(_ value: Double) -> Int {
    value.isFinite ? Int(min(max(0, value), Double(longest))) : longest
  }

  /// Seconds since the epoch of `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that servers may send today.
  static func date(_ text: String) -> Int64? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int64(words[1]), let year = Int64(words[3]),
      let month = months.firstIndex(of: String(words[2])), (1...31).contains(day),
      (1970...9999).contains(year)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3, clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
    return days(year, Int64(month + 1), day) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Days since the epoch in the Gregorian calendar, counting years from March so that the leap day comes last.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return 365 * year + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
