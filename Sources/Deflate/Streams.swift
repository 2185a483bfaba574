import Synchronization

/// Streams that are not in use, kept because setting one up costs more than packing a short text.
enum Streams {
  /// Protects nothing but the two lists: a stream that was taken out belongs to one caller alone until it
  /// comes back.
  private static let idle = Mutex<Idle>(Idle())
  /// As many as there are likely to be threads; each holds about 300 kB.
  private static let most = 8

  private struct Idle {
    var deflaters: [Deflater] = []
    var inflaters: [Inflater] = []
  }

  static func deflating<T>(_ body: (Deflater) -> T?) -> T? {
    guard let deflater = idle.withLock({ $0.deflaters.popLast() }) ?? Deflater() else { return nil }
    let result = body(deflater)
    idle.withLock { if $0.deflaters.count < most { $0.deflaters.append(deflater) } }
    return result
  }

  static func inflating<T>(_ body: (Inflater) -> T?) -> T? {
    guard let inflater = idle.withLock({ $0.inflaters.popLast() }) ?? Inflater() else { return nil }
    let result = body(inflater)
    idle.withLock { if $0.inflaters.count < most { $0.inflaters.append(inflater) } }
    return result
  }
}
