/// Reads durations as people write them: `500ms`, `120s`, `25m`, `1h30m`.
enum DurationText {
  private static let units: [(name: String, milliseconds: Int)] = [
    ("h", 3_600_000), ("ms", 1), ("m", 60_000), ("s", 1_000),
  ]

  /// Nil for a number without a unit, an unknown unit, or more than 30 days.
  static func milliseconds(_ text: String) -> Int? {
    var rest = text[...]
    var total = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest[digits.endIndex...]
      guard digits.count <= 9, let count = Int(digits),
        let unit = units.first(where: { rest.hasPrefix($0.name) })
      else { return nil }
      rest = rest.dropFirst(unit.name.count)
      total += count * unit.milliseconds
    }
    return total <= 30 * 24 * 3_600_000 ? total : nil
  }
}
