/// The middle and the tail of a set of measurements.
package struct Spread: Sendable, Hashable {
  package var median: Double
  /// The 95th percentile.
  package var p95: Double
  package var count: Int

  /// Percentiles by nearest rank, so that each is a value that was measured; nil for no values.
  init?(of values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    func rank(_ percent: Int) -> Double { sorted[max(1, (percent * sorted.count + 99) / 100) - 1] }
    median = rank(50)
    p95 = rank(95)
    count = sorted.count
  }
}
