extension SecretScanner {
  /// A token's known beginning, and how many key characters must follow it.
  private struct Shape: Sendable {
    let prefix: [UInt8]
    let rest: Int
    let kind: SecretKind
    /// What may follow the prefix: nil for letters, digits, `_` and `-`.
    let alphabet: ByteSet?

    init(_ prefix: String, _ rest: Int, _ kind: SecretKind, _ alphabet: ByteSet? = nil) {
      self.prefix = Array(prefix.utf8)
      self.rest = rest
      self.kind = kind
      self.alphabet = alphabet
    }
  }

  private static let upperOrDigit = ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  /// The shapes that the issuers document.
  private static let shapes: [Shape] = [
    Shape("AKIA", 16, .awsKey, upperOrDigit), Shape("ASIA", 16, .awsKey, upperOrDigit),
    Shape("ABIA", 16, .awsKey, upperOrDigit), Shape("ACCA", 16, .awsKey, upperOrDigit),
    Shape("ghp_", 30, .githubToken), Shape("gho_", 30, .githubToken), Shape("ghu_", 30, .githubToken),
    Shape("ghs_", 30, .githubToken), Shape("ghr_", 30, .githubToken), Shape("github_pat_", 22, .githubToken),
    Shape("glpat-", 16, .gitlabToken), Shape("gldt-", 16, .gitlabToken), Shape("glrt-", 16, .gitlabToken),
    Shape("glptt-", 16, .gitlabToken), Shape("glcbt-", 16, .gitlabToken),
    Shape("xoxb-", 10, .slackToken), Shape("xoxp-", 10, .slackToken), Shape("xoxa-", 10, .slackToken),
    Shape("xoxr-", 10, .slackToken), Shape("xoxs-", 10, .slackToken), Shape("xapp-", 10, .slackToken),
    Shape("AIza", 30, .googleKey), Shape("GOCSPX-", 20, .googleKey),
    Shape("sk_live_", 10, .stripeKey), Shape("rk_live_", 10, .stripeKey), Shape("sk_test_", 10, .stripeKey),
    Shape("rk_test_", 10, .stripeKey), Shape("whsec_", 20, .stripeKey),
    Shape("sk-ant-", 20, .providerKey), Shape("sk-proj-", 20, .providerKey),
    Shape("sk-or-v1-", 20, .providerKey),
    Shape("npm_", 36, .providerKey), Shape("hf_", 30, .providerKey), Shape("pypi-AgE", 16, .providerKey),
    Shape("dop_v1_", 32, .providerKey), Shape("shpat_", 20, .providerKey),
    Shape("eyJ", 8, .jwt),
  ]

  /// Indices into `shapes` by first byte.
  private static let shapesByByte: [[Int]] = (0...255).map { value in
    shapes.indices.filter { Int(shapes[$0].prefix[0]) == value }
  }

  /// A run of at least `shortestRun` key characters.
  func inRun(_ text: Span<UInt8>, _ run: Range<Int>) -> SecretKinds {
    var found: SecretKinds = []
    if Self.isSecondOfThree(text, run) { found.formUnion(SecretKinds(.providerKey)) }
    if Self.isKeyBlock(text, run) { found.formUnion(SecretKinds(.privateKey)) }
    for start in run where run.upperBound - start >= 2 {
      // Inside a word such a beginning is chance; behind `-`, `+` or `/` (a diff's mark, a path) it is not.
      if start > run.lowerBound, SecretBytes.isWord(text[start - 1]) { continue }
      let candidates = Self.shapesByByte[Int(text[start])]
      for candidate in candidates where Self.fits(Self.shapes[candidate], text, start, run.upperBound) {
        found.formUnion(SecretKinds(Self.shapes[candidate].kind))
      }
    }
    if run.count >= 20, isRandomLiteral(text, run) { found.formUnion(SecretKinds(.highEntropy)) }
    return found
  }

  private static func fits(_ shape: Shape, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let body = start + shape.prefix.count
    guard body + shape.rest <= end else { return false }
    for offset in shape.prefix.indices where text[start + offset] != shape.prefix[offset] { return false }
    if let alphabet = shape.alphabet {
      for index in body..<body + shape.rest where !alphabet.contains(text[index]) { return false }
      return body + shape.rest == end || !SecretBytes.isWord(text[body + shape.rest])
    }
    return shape.kind == .jwt ? hasPayload(text, end) : true
  }

  /// `header.payload`: a dot and another run of key characters behind this one.
  private static func hasPayload(_ text: Span<UInt8>, _ end: Int) -> Bool {
    guard end < text.count, text[end] == UInt8(ascii: ".") else { return false }
    var index = end + 1
    while index < text.count, SecretBytes.isKey(text[index]) { index += 1 }
    return index - end > 8
  }

  /// `SG.id.secret`, whose beginning is too short to be a run of its own.
  private static func isSecondOfThree(_ text: Span<UInt8>, _ run: Range<Int>) -> Bool {
    guard run.count >= 16, run.lowerBound >= 3, ByteSearch.stands(sendGrid, at: run.lowerBound - 3, in: text)
    else { return false }
    if run.lowerBound > 3, SecretBytes.isWord(text[run.lowerBound - 4]) { return false }
    return run.upperBound < text.count && text[run.upperBound] == UInt8(ascii: ".")
  }

  /// `-----BEGIN … PRIVATE KEY`, also behind a diff's own mark.
  private static func isKeyBlock(_ text: Span<UInt8>, _ run: Range<Int>) -> Bool {
    let begin = run.upperBound - 10
    guard ByteSearch.stands(blockBegin, at: begin, in: text) else { return false }
    var index = run.upperBound
    let end = min(text.count, index + 48)
    while index < end, text[index] != 10 {
      if text[index] == UInt8(ascii: "P"), ByteSearch.stands(blockName, at: index, in: text) { return true }
      index += 1
    }
    return false
  }

  private static let sendGrid = Array("SG.".utf8)
  private static let blockBegin = Array("-----BEGIN".utf8)
  private static let blockName = Array("PRIVATE KEY".utf8)
}
