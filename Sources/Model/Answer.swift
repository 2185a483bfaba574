/// What a model's reply amounts to once it was parsed, validated and anchored.
package struct Answer: Sendable, Hashable, Codable {
  package var findings: [Finding]
  /// Items of the reply that were left out, counted by reason (`invalid`, `unanchored`, `too-many`, `duplicate`).
  package var dropped: [String: Int]

  package init(findings: [Finding], dropped: [String: Int] = [:]) {
    self.findings = findings
    self.dropped = dropped
  }
}
