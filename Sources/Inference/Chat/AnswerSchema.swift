import Model

/// The shape that answers must have, as a JSON schema.
enum AnswerSchema {
  static let maxFindings = 20
  /// A finding of usual length takes 100 to 120 tokens. A small model fills every place that the schema leaves it,
  /// and an answer that is cut in the middle is worth nothing.
  private static let tokensPerFinding = 120

  /// Bounds are for nodes that enforce them token by token: without them small models repeat themselves for ever.
  /// OpenAI's strict mode knows no `maxLength`, so there is a form without.
  static func text(_ settings: InferenceSettings, isBounded: Bool) -> String {
    let places = min(maxFindings, max(1, settings.maxOutputTokens / tokensPerFinding))
    func string(_ limit: Int) -> String {
      isBounded ? #"{"type":"string","maxLength":\#(limit)}"# : #"{"type":"string"}"#
    }
    let severities = Severity.allCases.reversed().map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let categories = settings.categories.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let items = isBounded ? #","maxItems":\#(places)"# : ""
    // In the order in which the instructions name them: nodes that enforce a schema enforce its order too.
    return """
      {"type":"object","additionalProperties":false,"required":["findings"],"properties":{"findings":\
      {"type":"array"\(items),"items":{"type":"object","additionalProperties":false,"required":["file","quote",\
      "severity","category","confidence","title","explanation","failureScenario","suggestion"],"properties":{\
      "file":\(string(300)),"quote":\(string(400)),"severity":{"type":"string","enum":[\(severities)]},\
      "category":{"type":"string","enum":[\(categories)]},"confidence":{"type":"number"},\
      "title":\(string(120)),"explanation":\(string(800)),"failureScenario":\(string(500)),\
      "suggestion":\(string(500))}}}}}
      """
  }
}
