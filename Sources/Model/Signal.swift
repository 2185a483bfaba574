/// A reason to ask for a higher tier. The first group is known before a unit is sent and costs nothing;
/// the second is read off the local answer.
package enum Signal: String, Sendable, Hashable, Codable, CaseIterable {
  // Before dispatch.
  case riskPath = "risk-path"
  case riskTokens = "risk-tokens"
  case manyFunctions = "many-functions"
  case heavyRewrite = "heavy-rewrite"
  case guardRemoved = "guard-removed"
  case signatureChanged = "signature-changed"
  case tooLarge = "too-large"

  // After the local answer.
  case malformed
  case truncated
  case refused
  case unanchored
  case emptyOnRisk = "empty-on-risk"
  case highSeverity = "high-severity"
  case disagreement

  /// Whether the signal is known before a unit is sent.
  package var isFree: Bool {
    switch self {
    case .riskPath, .riskTokens, .manyFunctions, .heavyRewrite, .guardRemoved, .signatureChanged, .tooLarge:
      true
    case .malformed, .truncated, .refused, .unanchored, .emptyOnRisk, .highSeverity, .disagreement: false
    }
  }
}
