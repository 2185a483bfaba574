/// What kind of secret was found; the text itself is never kept.
enum SecretKind: String, Sendable, Hashable, CaseIterable {
  case awsKey = "aws-key"
  case githubToken = "github-token"
  case gitlabToken = "gitlab-token"
  case slackToken = "slack-token"
  case privateKey = "private-key"
  case jwt
  case googleKey = "google-key"
  case stripeKey = "stripe-key"
  case providerKey = "provider-key"
  case urlCredentials = "url-credentials"
  case assignment
  case highEntropy = "high-entropy"

  /// The name a unit's rule carries.
  var rule: String { "secret:\(rawValue)" }

  /// A key's block may go on in the next unit, where nothing tells what its lines are.
  var coversWholeFile: Bool { self == .privateKey }
}

/// The kinds found in a text.
struct SecretKinds: OptionSet, Sendable, Hashable {
  let rawValue: UInt16
  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ kind: SecretKind) {
    rawValue = 1 << UInt16(SecretKind.allCases.firstIndex(of: kind) ?? 0)
  }

  /// In the order of their declaration.
  var kinds: [SecretKind] { SecretKind.allCases.filter { contains(SecretKinds($0)) } }
}
