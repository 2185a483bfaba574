/// An amount of United States dollars, counted in whole micro-dollars so that sums are exact.
package struct Money: Sendable, Hashable, Comparable {
  /// Millionths of a dollar.
  package var micros: Int64

  package static let zero = Money(micros: 0)

  package init(micros: Int64) { self.micros = micros }

  /// Reads a decimal amount of dollars ("2.00", "0.25", "5"); nil for anything else or more than six places.
  package init?(dollars text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int64(parts[0]), whole >= 0, whole < 1_000_000_000 else { return nil }
    let places = parts.count == 2 ? String(parts[1]) : ""
    guard places.utf8.count <= 6, places.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let padded = places + String(repeating: "0", count: 6 - places.utf8.count)
    self.init(micros: whole * 1_000_000 + (Int64(padded) ?? 0))
  }

  /// Dollars with six places, as every JSON document of Sluice writes them: "0.004200".
  package var dollars: String {
    let sign = micros < 0 ? "-" : ""
    let fraction = String(micros.magnitude % 1_000_000)
    let zeros = String(repeating: "0", count: 6 - fraction.utf8.count)
    return "\(sign)\(micros.magnitude / 1_000_000).\(zeros)\(fraction)"
  }

  package static func < (a: Money, b: Money) -> Bool { a.micros < b.micros }
  package static func + (a: Money, b: Money) -> Money { Money(micros: a.micros + b.micros) }
  package static func - (a: Money, b: Money) -> Money { Money(micros: a.micros - b.micros) }
  package static func += (a: inout Money, b: Money) { a = a + b }
}

extension Money: Codable {
  package init(from decoder: any Decoder) throws {
    micros = try decoder.singleValueContainer().decode(Int64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(micros)
  }
}
