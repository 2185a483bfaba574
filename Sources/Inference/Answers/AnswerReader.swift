package import Model

/// What a model's text amounts to.
package enum Reading: Sendable, Hashable {
  /// A review, perhaps without findings. `Answer.dropped` counts what was left out, by reason.
  case valid(Answer)
  /// Not the JSON that was asked for; the problem as the end of a sentence, fit to be shown to the model.
  case malformed(problem: String)
  /// Findings came, and none of their quotes stands in a hunk.
  case unanchored(Answer)
}

/// Reads a model's reply as a review of one unit. The text is hostile: sizes, levels and counts are limited, and
/// what it says about places is checked against the unit's hunks.
package enum AnswerReader {
  /// Findings kept of one reply.
  package static let maxFindings = AnswerSchema.maxFindings

  package static func read(_ text: String, of unit: ReviewUnit, categories: [Category]) -> Reading {
    let items: [JSONValue]
    switch AnswerExtractor.items(in: Array(text.utf8)) {
    case .success(let found): items = found
    case .failure(let problem): return .malformed(problem: problem.text)
    }
    // Most replies report nothing: the hunks need not be indexed for them.
    guard !items.isEmpty else { return .valid(Answer(findings: [])) }
    var sheet = FindingSheet(unit: unit, categories: categories)
    for item in items where !sheet.isFull { sheet.take(item) }
    let answer = sheet.answer(of: items.count)
    if answer.findings.isEmpty, let invalid = answer.dropped["invalid"], invalid == items.count {
      return .malformed(problem: "none of its \(invalid) findings has the fields that were asked for")
    }
    let isAnchored = answer.findings.contains { $0.anchor != .file }
    return isAnchored ? .valid(answer) : .unanchored(answer)
  }
}

/// Collects the findings of one reply.
private struct FindingSheet {
  private let unit: ReviewUnit
  private let categories: Set<Category>
  private let hunks: HunkIndex
  private var findings: [Finding] = []
  private var dropped: [String: Int] = [:]
  private var seen: Set<Digest> = []
  private var taken = 0

  init(unit: ReviewUnit, categories: [Category]) {
    self.unit = unit
    self.categories = Set(categories)
    hunks = HunkIndex(
      unit.hunks, symbols: EnclosingSymbols.read(unit.prompt.body, hunks: unit.hunks.count))
  }

  /// No further item is looked at: neither when there are enough findings nor when a flood of bad ones came.
  var isFull: Bool { findings.count == AnswerReader.maxFindings || taken == AnswerReader.maxFindings * 10 }

  mutating func take(_ item: JSONValue) {
    taken += 1
    guard let claim = Claim(item, categories: categories) else { return drop("invalid") }
    let place = hunks.find(claim.quote)
    guard place != nil || claim.names(unit.path) else { return drop("unanchored") }
    let finding = finding(claim, place)
    guard seen.insert(finding.fingerprint).inserted else { return drop("duplicate") }
    findings.append(finding)
  }

  func answer(of count: Int) -> Answer {
    var dropped = dropped
    if count > taken { dropped["too-many"] = count - taken }
    return Answer(findings: findings, dropped: dropped)
  }

  private mutating func drop(_ reason: String) { dropped[reason, default: 0] += 1 }

  private func finding(_ claim: Claim, _ place: HunkIndex.Place?) -> Finding {
    // A note without a quote is told from others by its title.
    let key = place?.text ?? (claim.quote.isEmpty ? claim.title : HunkIndex.normalised(claim.quote))
    let symbol = place?.symbol ?? ""
    return Finding(
      fingerprint: Digest(of: ["finding/1", unit.path, claim.category.rawValue, key, symbol]),
      file: unit.path, startLine: place?.start ?? 0, endLine: place?.end ?? 0, anchor: place?.anchor ?? .file,
      severity: claim.severity, category: claim.category, confidence: claim.confidence, title: claim.title,
      explanation: claim.explanation, failureScenario: claim.failureScenario, suggestion: claim.suggestion,
      quote: claim.quote)
  }
}
