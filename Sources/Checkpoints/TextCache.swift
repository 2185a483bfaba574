/// The shared texts that were read last, so that units of one group share one copy.
///
/// `@unchecked Sendable`: touched on its connection's queue alone.
final class TextCache: @unchecked Sendable {
  private static let most = 32
  private var texts: [Int64: String] = [:]

  func text(_ number: Int64, read: () throws -> String) throws -> String {
    if let text = texts[number] { return text }
    if texts.count >= TextCache.most { texts = [:] }
    let text = try read()
    texts[number] = text
    return text
  }
}
