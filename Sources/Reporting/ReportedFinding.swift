package import Model

/// A finding as a report shows it: one per fingerprint, with secrets masked and the answer it came from.
package struct ReportedFinding: Sendable, Hashable {
  /// A place in the code.
  package struct Place: Sendable, Hashable {
    package var file: String
    /// 1-based; 0 for a note on the file.
    package var startLine: Int
    package var endLine: Int
  }

  /// The claim; where the unit holds a secret, its texts are already masked.
  package var finding: Finding
  package var unit: Digest
  /// The unit's position within the run.
  package var ordinal: Int
  package var range: Int
  package var answeredBy: AnsweredBy?
  package var sensitivity: Sensitivity
  package var sensitivityRules: [String]
  package var isMasked: Bool
  /// Whether it reaches the job's gate in severity and confidence.
  package var failsGate: Bool
  /// Whether the file's path is percent-encoded because it is not UTF-8.
  package var isPathEncoded: Bool
  /// Where else the same claim was made, in the order of the units.
  package var otherPlaces: [Place]

  package var place: Place {
    Place(file: finding.file, startLine: finding.startLine, endLine: finding.endLine)
  }
}

extension ReportedFinding {
  /// The findings of all answers, one per fingerprint: the most severe, then the most confident, then the
  /// first. Sorted by severity, then file, then line, so that equal answers give equal bytes.
  static func collect(from record: RunRecord) -> [ReportedFinding] {
    let encoded = Set(record.files.lazy.filter(\.percentEncoded).map(\.path))
    var findings: [ReportedFinding] = []
    var indices: [Digest: Int] = [:]
    for unit in record.units {
      let mask = unit.secretMask
      for finding in unit.answer?.findings ?? [] {
        let next = ReportedFinding(
          finding, of: unit, masking: mask, gate: record.header.job.gate,
          isPathEncoded: encoded.contains(finding.file))
        if let index = indices[finding.fingerprint] {
          findings[index].merge(next)
        } else {
          indices[finding.fingerprint] = findings.count
          findings.append(next)
        }
      }
    }
    // The positions are sorted, not the findings: moving a position is cheap.
    return findings.indices.sorted { findings[$0].precedes(findings[$1]) }.map { findings[$0] }
  }

  private init(
    _ finding: Finding, of unit: UnitRecord, masking mask: SecretMask?, gate: Gate, isPathEncoded: Bool
  ) {
    self.finding = mask.map(finding.masked) ?? finding
    self.unit = unit.id
    ordinal = unit.ordinal
    range = unit.range
    answeredBy = unit.answeredBy
    sensitivity = unit.sensitivity
    sensitivityRules = unit.sensitivityRules
    isMasked = mask != nil
    failsGate = gate.fails(finding)
    self.isPathEncoded = isPathEncoded
    otherPlaces = []
  }

  /// Takes in a second claim with the same fingerprint.
  private mutating func merge(_ other: ReportedFinding) {
    var (kept, dropped) = (self, other)
    let isWorse = other.finding.severity > finding.severity
    let isSurer = other.finding.severity == finding.severity && other.finding.confidence > finding.confidence
    if isWorse || isSurer { swap(&kept, &dropped) }
    let places = otherPlaces + [dropped.place]
    kept.otherPlaces = places.filter { $0 != kept.place }
    kept.failsGate = failsGate || other.failsGate
    // One of the two stands in code with a secret: show neither text unmasked.
    if dropped.isMasked, !kept.isMasked { kept.finding = dropped.finding }
    kept.isMasked = kept.isMasked || dropped.isMasked
    self = kept
  }

  private func precedes(_ other: ReportedFinding) -> Bool {
    // What quotes code comes before what only names a file.
    let (isNote, otherIsNote) = (finding.anchor == .file, other.finding.anchor == .file)
    if isNote != otherIsNote { return otherIsNote }
    if finding.severity != other.finding.severity { return finding.severity > other.finding.severity }
    if finding.file != other.finding.file {
      return finding.file.utf8.lexicographicallyPrecedes(other.finding.file.utf8)
    }
    if finding.startLine != other.finding.startLine { return finding.startLine < other.finding.startLine }
    if finding.endLine != other.finding.endLine { return finding.endLine < other.finding.endLine }
    return finding.fingerprint < other.finding.fingerprint
  }
}

extension UnitRecord {
  /// The mask for the texts of this unit's answer; nil where no rule saw a secret in its code.
  fileprivate var secretMask: SecretMask? {
    guard let findings = answer?.findings, !findings.isEmpty else { return nil }
    guard sensitivityRules.contains(where: { $0.hasPrefix("secret") }) else { return nil }
    return SecretMask(quotes: findings.map(\.quote))
  }
}

extension Finding {
  fileprivate func masked(_ mask: SecretMask) -> Finding {
    var finding = self
    finding.quote = mask.quote(quote)
    finding.title = mask.prose(title)
    finding.explanation = mask.prose(explanation)
    finding.failureScenario = mask.prose(failureScenario)
    finding.suggestion = suggestion.map(mask.prose)
    return finding
  }
}

extension Gate {
  /// Whether a finding makes the pipeline fail.
  /// A note on the file quotes nothing that exists, so it never fails a build.
  func fails(_ finding: Finding) -> Bool {
    guard finding.anchor != .file else { return false }
    guard let failOn else { return false }
    return finding.severity >= failOn && finding.confidence >= minConfidence
  }
}
