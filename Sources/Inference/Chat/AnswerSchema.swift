import Model

/// The shape that answers must have, as a JSON schema.
enum AnswerSchema {
  static let maxFindings = 20

  /// Bounds are for nodes that enforce them token by token: without them small models repeat themselves for ever.
  /// OpenAI's strict mode knows no `maxLength`, so there is a form without.
  static func text(_ categories: [Category], isBounded: Bool) -> String {
    func string(_ limit: Int) -> String {
      isBounded ? #"{"type":"string","maxLength":\#(limit)}"# : #"{"type":"string"}"#
    }
    let severities = Severity.allCases.reversed().map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let categories = categories.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let suggestion = isBounded ? #"["string","null"],"maxLength":500"# : #"["string","null"]"#
    let items = isBounded ? #","maxItems":\#(maxFindings)"# : ""
    return """
      {"type":"object","additionalProperties":false,"required":["findings"],"properties":{"findings":\
      {"type":"array"\(items),"items":{"type":"object","additionalProperties":false,"required":["file","quote",\
      "title","explanation","failureScenario","severity","category","confidence","suggestion"],"properties":{\
      "file":\(string(300)),"quote":\(string(400)),"title":\(string(120)),"explanation":\(string(800)),\
      "failureScenario":\(string(500)),"severity":{"type":"string","enum":[\(severities)]},\
      "category":{"type":"string","enum":[\(categories)]},"confidence":{"type":"number"},\
      "suggestion":{"type":\(suggestion)}}}}}}
      """
  }
}
