import Model
import Synchronization

/// The shape that answers must have, as a JSON schema.
enum AnswerSchema {
  static let maxFindings = 20
  /// Room for one finding with whole sentences.
  fileprivate static let tokensPerFinding = 400
  /// Prose and code in JSON take three characters a token or more with the tokenizers measured, digits and repeated
  /// signs only one: what a small model writes when it rambles lies between.
  fileprivate static let charactersPerToken = 2

  /// Bounds are for nodes that enforce them token by token. Without them small models repeat themselves for ever, and
  /// with bounds that ignore the token limit they fill every place and are cut in the middle, which is worth nothing.
  /// So the number of findings and the lengths of their texts follow from the limit; a fifth is left for the keys.
  /// OpenAI's strict mode knows no `maxLength`, so there is a form without.
  static func text(_ settings: InferenceSettings, isBounded: Bool) -> String {
    let frame = frame(Form(settings, isBounded: isBounded))
    let file = settings.file.map { #"{"type":"string","enum":[\#(JSONWriter.quoted($0))]}"# }
    return frame.head + (file ?? frame.anyFile) + frame.tail
  }

  /// What a schema depends on besides its file: the same for all requests of a run to nodes of one kind.
  fileprivate struct Form: Hashable {
    let maxOutputTokens: Int
    let categories: [Category]
    let isBounded: Bool

    init(_ settings: InferenceSettings, isBounded: Bool) {
      maxOutputTokens = settings.maxOutputTokens
      categories = settings.categories
      self.isBounded = isBounded
    }
  }

  /// A schema around the place of its file.
  fileprivate struct Frame {
    let form: Form
    let head: String
    let anyFile: String
    let tail: String
  }

  /// Protects the frame that was asked for last, so that a run writes it once and not per request.
  private static let latest = Mutex<Frame?>(nil)

  private static func frame(_ form: Form) -> Frame {
    latest.withLock { latest in
      if let latest, latest.form == form { return latest }
      let frame = Frame(form)
      latest = frame
      return frame
    }
  }
}

extension AnswerSchema.Frame {
  fileprivate init(_ form: AnswerSchema.Form) {
    let places = min(
      AnswerSchema.maxFindings, max(1, form.maxOutputTokens / AnswerSchema.tokensPerFinding))
    let room = form.maxOutputTokens * AnswerSchema.charactersPerToken / places
    func string(_ percent: Int, most: Int, least: Int = 0) -> String {
      let limit = min(max(room * percent / 100, 40), most)
      let bounds = form.isBounded ? #","minLength":\#(least),"maxLength":\#(limit)"# : ""
      return #"{"type":"string"\#(bounds)}"#
    }
    let severities = Severity.allCases.reversed().map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let categories = form.categories.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let items = form.isBounded ? #","maxItems":\#(places)"# : ""
    self.form = form
    // In the order in which the instructions name them: nodes that enforce a schema enforce its order too.
    head = """
      {"type":"object","additionalProperties":false,"required":["findings"],"properties":{"findings":\
      {"type":"array"\(items),"items":{"type":"object","additionalProperties":false,"required":["file","quote",\
      "severity","category","confidence","title","explanation","failureScenario","suggestion"],"properties":{\
      "file":
      """
    anyFile = string(10, most: 300)
    tail = """
      ,"quote":\(string(15, most: 400, least: 1)),"severity":{"type":"string","enum":[\(severities)]},\
      "category":{"type":"string","enum":[\(categories)]},"confidence":{"type":"number"},\
      "title":\(string(8, most: 120, least: 1)),"explanation":\(string(20, most: 800)),"failureScenario":\(string(15, most: 500, least: 1)),\
      "suggestion":\(string(12, most: 500))}}}}}
      """
  }
}
