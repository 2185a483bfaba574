import Model

/// The shape that answers must have, as a JSON schema.
enum AnswerSchema {
  static let maxFindings = 20
  /// Room for one finding with whole sentences.
  private static let tokensPerFinding = 400
  /// Prose and code in JSON take about three characters a token with the tokenizers measured.
  private static let charactersPerToken = 3

  /// Bounds are for nodes that enforce them token by token. Without them small models repeat themselves for ever, and
  /// with bounds that ignore the token limit they fill every place and are cut in the middle, which is worth nothing.
  /// So the number of findings and the lengths of their texts follow from the limit; a fifth is left for the keys.
  /// OpenAI's strict mode knows no `maxLength`, so there is a form without.
  static func text(_ settings: InferenceSettings, isBounded: Bool) -> String {
    let places = min(maxFindings, max(1, settings.maxOutputTokens / tokensPerFinding))
    let room = settings.maxOutputTokens * charactersPerToken / places
    func string(_ percent: Int, most: Int) -> String {
      let limit = min(max(room * percent / 100, 40), most)
      return isBounded ? #"{"type":"string","maxLength":\#(limit)}"# : #"{"type":"string"}"#
    }
    let severities = Severity.allCases.reversed().map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let categories = settings.categories.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let items = isBounded ? #","maxItems":\#(places)"# : ""
    // In the order in which the instructions name them: nodes that enforce a schema enforce its order too.
    return """
      {"type":"object","additionalProperties":false,"required":["findings"],"properties":{"findings":\
      {"type":"array"\(items),"items":{"type":"object","additionalProperties":false,"required":["file","quote",\
      "severity","category","confidence","title","explanation","failureScenario","suggestion"],"properties":{\
      "file":\(string(10, most: 300)),"quote":\(string(15, most: 400)),"severity":{"type":"string","enum":[\(severities)]},\
      "category":{"type":"string","enum":[\(categories)]},"confidence":{"type":"number"},\
      "title":\(string(8, most: 120)),"explanation":\(string(20, most: 800)),"failureScenario":\(string(15, most: 500)),\
      "suggestion":\(string(12, most: 500))}}}}}
      """
  }
}
