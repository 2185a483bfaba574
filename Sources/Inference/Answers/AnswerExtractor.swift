/// Finds the review within what a model wrote: behind its thoughts, in a code fence, after a polite sentence.
enum AnswerExtractor {
  struct Problem: Error, Sendable, Hashable {
    let text: String
    init(_ text: String) { self.text = text }
  }

  /// How many opening brackets are tried before the text counts as prose.
  private static let maxAttempts = 16

  /// The items of the list of findings.
  static func items(in bytes: [UInt8]) -> Result<[JSONValue], Problem> {
    var problem = Problem(bytes.allSatisfy { $0 <= 32 } ? "it is empty" : "it holds no JSON object")
    var at = afterThoughts(bytes)
    for _ in 0..<maxAttempts {
      guard let start = bytes[at...].firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") })
      else { break }
      at = start + 1
      do throws(JSONError) {
        let value = try JSONReader.readPrefix(bytes, from: start)
        if let items = items(of: value) { return .success(items) }
        if value.isObject { problem = Problem("its JSON object has no list named findings") }
      } catch {
        problem = Problem("its JSON has \(error.problem.rawValue) at byte \(error.offset - start)")
        // Cut off or too deep: what is nested within is no review of its own.
        if error.problem == .ended || error.problem == .tooDeep { break }
      }
    }
    return .failure(problem)
  }

  private static func items(of value: JSONValue) -> [JSONValue]? {
    if let items = value.array { return items.allSatisfy(\.isObject) ? items : nil }
    for name in ["findings", "issues", "comments", "results", "problems"] {
      if let items = value[name]?.array { return items }
    }
    // A single finding without the list around it.
    return value["quote"] != nil && value["title"] != nil ? [value] : nil
  }

  /// Models that think aloud end their thoughts with a tag; braces among them are no answer.
  private static func afterThoughts(_ bytes: [UInt8]) -> Int {
    let start = bytes.firstIndex { $0 > 32 } ?? 0
    let opening = Array("<think>".utf8)
    let closing = Array("</think>".utf8)
    guard bytes[start...].starts(with: opening) else { return start }
    var at = start
    while let next = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      if bytes[next...].starts(with: closing) { return next + closing.count }
      at = next + 1
    }
    return start
  }
}
