#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension SecretScanner {
  /// Whether the run is a literal of its own that looks drawn by lot: letters and digits mixed without the
  /// regularity of words, paths or names.
  func isRandomLiteral(_ text: Span<UInt8>, _ run: Range<Int>) -> Bool {
    guard run.count <= Self.longestLiteral, stands(text, run), Self.isMixed(text, run) else { return false }
    return Self.bitsPerByte(text, run) >= 3.0
  }

  /// A line of nothing else is a block of base64, as in a key file whose first line lies outside the hunk.
  private static func beginsLine(_ text: Span<UInt8>, _ start: Int) -> Bool {
    if start == 0 || text[start - 1] == 10 { return true }
    return SecretBytes.isBlank(text[start - 1]) && (start == 1 || text[start - 2] == 10)
  }

  /// Between quotes, or in configuration between a separator and the end of the value. `=` padding may follow.
  private func stands(_ text: Span<UInt8>, _ run: Range<Int>) -> Bool {
    var end = run.upperBound
    while end < text.count, text[end] == UInt8(ascii: "=") { end += 1 }
    let before: UInt8 = run.lowerBound > 0 ? text[run.lowerBound - 1] : 10
    let after: UInt8 = end < text.count ? text[end] : 10
    if SecretBytes.isQuote(before), after == before { return true }
    if run.count >= 60, after == 10 || after == 13, Self.beginsLine(text, run.lowerBound) { return true }
    guard isConfiguration else { return false }
    let opens = before == UInt8(ascii: "=") || before == UInt8(ascii: ":") || before == UInt8(ascii: ">")
    let closes = after == 10 || after == 13 || SecretBytes.isBlank(after) || after == UInt8(ascii: "<")
    return closes && (opens || isValue(text, before: run.lowerBound))
  }

  /// `name: value` with blanks between.
  private func isValue(_ text: Span<UInt8>, before start: Int) -> Bool {
    var index = start - 1
    while index >= 0, SecretBytes.isBlank(text[index]) { index -= 1 }
    return index >= 0 && index < start - 1
      && (text[index] == UInt8(ascii: ":") || text[index] == UInt8(ascii: "="))
  }

  /// In random text the class (digit, lower, upper, other) changes at least at every fourth byte; in names and
  /// paths it does so more rarely, or there are no two digits.
  private static func isMixed(_ text: Span<UInt8>, _ run: Range<Int>) -> Bool {
    var digits = 0
    var letters = 0
    var changes = 0
    var previous: UInt8 = 255
    for index in run {
      let byte = text[index]
      let kind: UInt8 =
        SecretBytes.isDigit(byte) ? 0 : SecretBytes.isLower(byte) ? 1 : SecretBytes.isUpper(byte) ? 2 : 3
      if kind == 0 { digits += 1 }
      if kind == 1 || kind == 2 { letters += 1 }
      if kind != previous, previous != 255 { changes += 1 }
      previous = kind
    }
    return digits >= 2 && letters >= 4 && changes * 4 >= run.count
  }

  /// Shannon entropy of the run's bytes.
  static func bitsPerByte(_ text: Span<UInt8>, _ run: Range<Int>) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    for index in run { counts[Int(text[index])] += 1 }
    let total = Double(run.count)
    return counts.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / total
      return sum - share * log2(share)
    }
  }
}
