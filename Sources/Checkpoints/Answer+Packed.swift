import Model

extension Answer {
  /// The form in which an answer is stored; the first number is the form's version.
  var packed: [UInt8] {
    var packer = Packer()
    packer.add(1)
    packer.add(findings.count)
    for finding in findings { packer.add(finding) }
    packer.add(dropped.count)
    for (reason, count) in dropped.sorted(by: { $0.key < $1.key }) {
      packer.add(reason)
      packer.add(count)
    }
    return packer.bytes
  }

  init(packed bytes: [UInt8]) throws(Unpacker.Malformed) {
    var unpacker = Unpacker(bytes)
    guard try unpacker.int() == 1 else { throw Unpacker.Malformed() }
    self.init(findings: [])
    for _ in 0..<(try unpacker.count()) { findings.append(try unpacker.finding()) }
    for _ in 0..<(try unpacker.count()) {
      let reason = try unpacker.text()
      dropped[reason] = try unpacker.int()
    }
  }
}

extension Packer {
  fileprivate mutating func add(_ finding: Finding) {
    add(finding.fingerprint)
    add(finding.file)
    add(finding.startLine)
    add(finding.endLine)
    add(finding.anchor.rawValue)
    add(finding.severity.rawValue)
    add(finding.category.rawValue)
    add(finding.confidence)
    add(finding.title)
    add(finding.explanation)
    add(finding.failureScenario)
    add(finding.suggestion)
    add(finding.quote)
  }
}

extension Unpacker {
  fileprivate mutating func finding() throws(Malformed) -> Finding {
    Finding(
      fingerprint: try digest(), file: try text(), startLine: try int(), endLine: try int(),
      anchor: try word(Anchor.self), severity: try word(Severity.self), category: try word(Category.self),
      confidence: try double(), title: try text(), explanation: try text(), failureScenario: try text(),
      suggestion: try optionalText(), quote: try text())
  }
}
