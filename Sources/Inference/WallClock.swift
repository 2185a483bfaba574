#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The time of day, for records that people read.
enum WallClock {
  /// Milliseconds since the Unix epoch.
  static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
