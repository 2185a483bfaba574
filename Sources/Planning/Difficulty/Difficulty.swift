import Git
import Model

/// Reads the free signals off one unit: what makes it hard or risky, before any model is asked.
struct Difficulty {
  private let patch: FilePatch
  private let pieces: [Piece]

  init(_ patch: FilePatch, pieces: [Piece]) {
    self.patch = patch
    self.pieces = pieces
  }

  /// In the order of `Signal`. `isTooLarge`: the unit had to be cut by force, or is over its limit all the same.
  func signals(path: RepositoryPath, isTooLarge: Bool) -> [Signal] {
    let words = ChangedWords(patch, pieces: pieces)
    var signals: [Signal] = []
    if RiskPath.matches(path) { signals.append(.riskPath) }
    if words.hasRiskToken { signals.append(.riskTokens) }
    if words.changedFunctions > 2 { signals.append(.manyFunctions) }
    if isHeavyRewrite { signals.append(.heavyRewrite) }
    if words.isGuardRemoved { signals.append(.guardRemoved) }
    if words.isSignatureChanged { signals.append(.signatureChanged) }
    if isTooLarge { signals.append(.tooLarge) }
    return signals
  }

  /// At least forty lines replaced, and more of them than stand around them unchanged.
  private var isHeavyRewrite: Bool {
    guard patch.change.status != .added, patch.change.status != .deleted else { return false }
    var added = 0
    var removed = 0
    var context = 0
    for piece in pieces {
      for line in patch.lines[piece.lines] {
        switch line.kind {
        case .added: added += 1
        case .removed: removed += 1
        case .context: context += 1
        }
      }
    }
    return min(added, removed) >= 20 && added + removed > 2 * context
  }
}

/// Paths whose mistakes cost more than others'.
enum RiskPath {
  /// Words of a path's components, in lower case.
  private static let words: Set<String> = [
    "auth", "authentication", "authorization", "oauth", "login", "session", "sessions", "password",
    "passwords",
    "crypto", "cryptography", "encryption", "security", "permission", "permissions", "acl", "rbac", "sso",
    "saml",
    "jwt", "token", "tokens", "secret", "secrets", "payment", "payments", "billing", "checkout", "migration",
    "migrations", "sql", "concurrency", "lock", "locks", "mutex", "workflows", "ci", "deploy", "deployment",
    "terraform", "ansible", "helm", "iam", "firewall", "certificate", "certificates", "tls", "ssl",
  ]
  private static let names: Set<String> = [
    "dockerfile", "jenkinsfile", ".gitlab-ci.yml", "azure-pipelines.yml", ".travis.yml", "codeowners",
    "docker-compose.yml", "docker-compose.yaml", "bitbucket-pipelines.yml", "cloudbuild.yaml",
    "buildspec.yml",
  ]

  static func matches(_ path: RepositoryPath) -> Bool {
    if names.contains(path.foldedName) || path.foldedName.hasSuffix(".sql") { return true }
    return wordsOf(path.bytes).contains { words.contains($0) }
  }

  /// Splits at everything but letters and at capitals: `AuthService.swift` → auth, service, swift.
  private static func wordsOf(_ bytes: [UInt8]) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var previous: UInt8 = 0
    for byte in bytes {
      let startsPiece = SecretBytes.isUpper(byte) && !SecretBytes.isUpper(previous)
      if !SecretBytes.isLetter(byte) || startsPiece, !word.isEmpty {
        words.append(String(decoding: word, as: UTF8.self))
        word = []
      }
      if SecretBytes.isLetter(byte) { word.append(byte | 32) }
      previous = byte
    }
    return word.isEmpty ? words : words + [String(decoding: word, as: UTF8.self)]
  }
}
