#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Spreads pure work over the processor's cores.
enum Cores {
  static let count = max(1, ProcessInfo.processInfo.activeProcessorCount)

  /// `transform` of every item, in order; one task for each item, as many at once as the pool has threads.
  @concurrent
  static func map<Item: Sendable, Value: Sendable>(
    _ items: [Item], _ transform: @Sendable @escaping (Item) -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      for (index, item) in items.enumerated() {
        group.addTask {
          try Task.checkCancellation()
          return (index, transform(item))
        }
      }
      var values = [Value?](repeating: nil, count: items.count)
      for try await (index, value) in group { values[index] = value }
      return values.compactMap(\.self)
    }
  }
}
