/// Writes instants and durations for people and programs, without a calendar library.
enum Timestamp {
  /// `2026-11-22T20:59:23Z` for milliseconds since the Unix epoch.
  static func iso(_ milliseconds: Int64) -> String {
    let (date, time) = parts(of: milliseconds)
    return "\(date)T\(time)Z"
  }

  /// `2026-11-22 20:59:23 UTC`.
  static func readable(_ milliseconds: Int64) -> String {
    let (date, time) = parts(of: milliseconds)
    return "\(date) \(time) UTC"
  }

  /// `850 ms`, `4.2 s`, `3 min 12 s`, `2 h 5 min`.
  static func duration(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    switch milliseconds {
    case ..<1000: return "\(max(0, milliseconds)) ms"
    case ..<60_000: return "\(seconds).\(milliseconds % 1000 / 100) s"
    case ..<3_600_000: return "\(seconds / 60) min \(seconds % 60) s"
    default: return "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
  }

  private static func parts(of milliseconds: Int64) -> (date: String, time: String) {
    let seconds = floored(milliseconds, by: 1000)
    let days = floored(seconds, by: 86_400)
    let clock = seconds - days * 86_400
    let (year, month, day) = civil(days)
    let time = [clock / 3600, clock / 60 % 60, clock % 60].map { two($0) }.joined(separator: ":")
    return ("\(four(year))-\(two(month))-\(two(day))", time)
  }

  /// The proleptic Gregorian date of a count of days since 1970-01-01, by eras of 400 years (146,097 days)
  /// that begin on the first of March, so that the leap day is the last of its year.
  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floored(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func floored(_ value: Int64, by divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }

  private static func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func four(_ value: Int64) -> String {
    let digits = "\(value)"
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
