import Model

/// One item of a reply, checked field by field and cleaned.
struct Claim {
  let file: String
  /// As the model quoted it, at most a few lines; empty when it quoted nothing.
  let quote: String
  let severity: Severity
  let category: Category
  let confidence: Double
  let title: String
  let explanation: String
  let failureScenario: String
  let suggestion: String?

  private static let maxTitle = 200
  private static let maxText = 2000
  private static let maxQuote = 1000

  /// Nil when a field that matters is missing or makes no sense.
  init?(_ item: JSONValue, categories: Set<Category>) {
    func text(_ names: String..., limit: Int, keepsLines: Bool = true) -> String {
      let found = names.lazy.compactMap { Claim.text(item[$0]) }.first ?? ""
      return Text.clean(found, limit: limit, keepsLines: keepsLines)
    }
    guard let severity = Severity(near: item["severity"]?.word ?? item["level"]?.word),
      let category = Category(near: item["category"]?.word ?? item["type"]?.word),
      categories.contains(category)
    else { return nil }
    self.severity = severity
    self.category = category
    file = text("file", "path", "filename", limit: 1000, keepsLines: false)
    quote = text("quote", "code", "snippet", limit: Claim.maxQuote)
    failureScenario = text("failureScenario", "failure_scenario", "scenario", "impact", limit: Claim.maxText)
    suggestion = text("suggestion", "fix", limit: Claim.maxText).nonEmpty
    confidence = Claim.confidence(item["confidence"])
    let explanation = text("explanation", "description", "message", "detail", limit: Claim.maxText)
    let title = text("title", "summary", limit: Claim.maxTitle, keepsLines: false)
    self.explanation = explanation.nonEmpty ?? title
    self.title = title.nonEmpty ?? Text.clean(explanation, limit: Claim.maxTitle, keepsLines: false)
    guard !self.title.isEmpty, !failureScenario.isEmpty else { return nil }
  }

  /// Whether the item is about `path`, or names no file at all.
  func names(_ path: String) -> Bool {
    var name = file[...]
    if name.hasPrefix("a/") || name.hasPrefix("b/") || name.hasPrefix("./") { name = name.dropFirst(2) }
    return file.isEmpty || file == path || name == path || path.hasSuffix("/" + name)
  }

  /// A text, or a list of texts as lines.
  private static func text(_ value: JSONValue?) -> String? {
    value?.string ?? value?.array?.compactMap(\.string).joined(separator: "\n")
  }

  /// 0 to 1 from a number, a percentage or a word; 0.5 when the model does not say.
  private static func confidence(_ value: JSONValue?) -> Double {
    switch value?.string?.lowercased() {
    case "certain", "very high": return 0.95
    case "high": return 0.8
    case "medium", "moderate": return 0.5
    case "low": return 0.3
    default: break
    }
    guard let number = value?.double ?? value?.string.flatMap(Double.init), number.isFinite else {
      return 0.5
    }
    return min(max(number > 1 ? number / 100 : number, 0), 1)
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension Severity {
  /// The severity, or one that is commonly called so.
  fileprivate init?(near text: String?) {
    switch text?.lowercased() {
    case "critical", "blocker", "severe", "fatal": self = .critical
    case "high", "major", "error", "serious": self = .high
    case "medium", "moderate", "warning", "warn", "normal": self = .medium
    case "low", "minor", "info", "information", "informational", "note", "nit", "trivial", "suggestion":
      self = .low
    default: return nil
    }
  }
}

extension Category {
  /// The category, or one that is commonly called so.
  fileprivate init?(near text: String?) {
    guard let text else { return nil }
    if let exact = Category(rawValue: text) {
      self = exact
      return
    }
    let word = String(text.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
    switch word {
    case "bug", "bugs", "logic", "logic-error", "functional", "correctness-bug", "data-loss":
      self = .correctness
    case "vulnerability", "injection", "auth", "crypto", "secrets", "privacy": self = .security
    case "race", "race-condition", "data-race", "threading", "thread-safety", "async", "deadlock":
      self = .concurrency
    case "perf", "efficiency", "memory", "resource-leak", "scalability": self = .performance
    case "api-design", "interface", "compatibility", "breaking-change", "design": self = .api
    case "errors", "error", "exceptions", "exception-handling", "errorhandling", "robustness", "reliability":
      self = .errorHandling
    case "test", "testing", "test-coverage": self = .tests
    case "style", "readability", "naming", "documentation", "docs", "complexity", "duplication",
      "code-quality",
      "maintenance", "best-practice", "best-practices":
      self = .maintainability
    default:
      guard let exact = Category(rawValue: word) else { return nil }
      self = exact
    }
  }
}
