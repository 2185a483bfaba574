import Model

/// The shape that answers must have, as a JSON schema.
enum AnswerSchema {
  static let maxFindings = 20
  /// Room for one finding with whole sentences.
  private static let tokensPerFinding = 400
  /// Prose and code in JSON take three characters a token or more with the tokenizers measured, digits and repeated
  /// signs only one: what a small model writes when it rambles lies between.
  private static let charactersPerToken = 2

  /// Bounds are for nodes that enforce them token by token. Without them small models repeat themselves for ever, and
  /// with bounds that ignore the token limit they fill every place and are cut in the middle, which is worth nothing.
  /// So the number of findings and the lengths of their texts follow from the limit; a fifth is left for the keys.
  /// OpenAI's strict mode knows no `maxLength`, so there is a form without.
  static func text(_ settings: InferenceSettings, isBounded: Bool) -> String {
    let places = min(maxFindings, max(1, settings.maxOutputTokens / tokensPerFinding))
    let room = settings.maxOutputTokens * charactersPerToken / places
    func string(_ percent: Int, most: Int, least: Int = 0) -> String {
      let limit = min(max(room * percent / 100, 40), most)
      let bounds = isBounded ? #","minLength":\#(least),"maxLength":\#(limit)"# : ""
      return #"{"type":"string"\#(bounds)}"#
    }
    let file = settings.file.map { #"{"type":"string","enum":[\#(JSONWriter.quoted($0))]}"# }
    let severities = Severity.allCases.reversed().map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let categories = settings.categories.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let items = isBounded ? #","maxItems":\#(places)"# : ""
    // In the order in which the instructions name them: nodes that enforce a schema enforce its order too.
    return """
      {"type":"object","additionalProperties":false,"required":["findings"],"properties":{"findings":\
      {"type":"array"\(items),"items":{"type":"object","additionalProperties":false,"required":["file","quote",\
      "severity","category","confidence","title","explanation","failureScenario","suggestion"],"properties":{\
      "file":\(file ?? string(10, most: 300)),"quote":\(string(15, most: 400, least: 1)),"severity":{"type":"string","enum":[\(severities)]},\
      "category":{"type":"string","enum":[\(categories)]},"confidence":{"type":"number"},\
      "title":\(string(8, most: 120, least: 1)),"explanation":\(string(20, most: 800)),"failureScenario":\(string(15, most: 500, least: 1)),\
      "suggestion":\(string(12, most: 500))}}}}}
      """
  }
}
