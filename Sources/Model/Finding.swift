/// How bad a finding is, mildest first so that severities compare.
package enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case low, medium, high, critical

  package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    case .critical: 3
    }
  }
}

/// What a finding is about. The list is fixed; a job may narrow it.
package enum Category: String, Sendable, Hashable, Codable, CaseIterable {
  case correctness, security, concurrency, performance, api
  case errorHandling = "error-handling"
  case tests, maintainability
}

/// How firmly a finding is tied to the code.
package enum Anchor: String, Sendable, Hashable, Codable {
  /// The quote stands in a hunk.
  case hunk
  /// The quote stands once in the file, within one line of a hunk.
  case nearHunk = "near-hunk"
  /// The quote was not found; the finding is a note on the file.
  case file
}

/// One claim of a model about existing code. The model quotes; Sluice computes the lines.
package struct Finding: Sendable, Hashable, Codable {
  /// Hash of path, category, normalised quote and enclosing symbol; never of a line number.
  package var fingerprint: Digest
  package var file: String
  /// 1-based lines on the new side; on the old side when only removed lines match; 0 for a note on the file.
  package var startLine: Int
  package var endLine: Int
  package var anchor: Anchor
  package var severity: Severity
  package var category: Category
  /// The model's own confidence, 0 to 1.
  package var confidence: Double
  package var title: String
  package var explanation: String
  package var failureScenario: String
  package var suggestion: String?
  /// 1 to 3 lines of code, verbatim.
  package var quote: String

  package init(
    fingerprint: Digest, file: String, startLine: Int, endLine: Int, anchor: Anchor, severity: Severity,
    category: Category, confidence: Double, title: String, explanation: String, failureScenario: String,
    suggestion: String?, quote: String
  ) {
    self.fingerprint = fingerprint
    self.file = file
    self.startLine = startLine
    self.endLine = endLine
    self.anchor = anchor
    self.severity = severity
    self.category = category
    self.confidence = confidence
    self.title = title
    self.explanation = explanation
    self.failureScenario = failureScenario
    self.suggestion = suggestion
    self.quote = quote
  }
}
