/// A review that is always right about one thing: it quotes a line that really was added.
package enum CannedReview {
  package static let nothing = #"{"findings":[]}"#

  /// One finding on the first added line of the prompt; no findings when the prompt shows none.
  package static func text(for prompt: String, severity: String = "medium", category: String = "correctness")
    -> String
  {
    guard let quote = firstAddedLine(prompt) else { return nothing }
    return """
      {"findings":[{"quote":\(JSONText.quoted(quote)),"title":"Canned finding",\
      "explanation":"The first added line of the prompt.","failureScenario":"Any input reaches it.",\
      "severity":"\(severity)","category":"\(category)","confidence":0.8}]}
      """
  }

  /// The code of the first line that is marked `+`, with or without a line number before the mark.
  package static func firstAddedLine(_ prompt: String) -> String? {
    for line in prompt.utf8.split(separator: 0x0A) {
      var rest = line[...]
      while let byte = rest.first, byte == 0x20 || (0x30...0x39).contains(byte) || byte == 0x7C {
        rest = rest.dropFirst()
      }
      guard rest.first == 0x2B, !rest.starts(with: "+++ ".utf8) else { continue }
      let code = String(decoding: rest.dropFirst(), as: UTF8.self)
      let trimmed = code.drop { $0 == " " || $0 == "\t" }
      if trimmed.utf8.count > 1 { return String(trimmed) }
    }
    return nil
  }
}
