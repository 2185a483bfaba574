import Testing

@testable import Planning

struct SecretScannerTests {
  private func kinds(_ text: String, configuration: Bool = false) -> [SecretKind] {
    SecretScanner(isConfiguration: configuration).kinds(in: Array(text.utf8)).kinds
  }

  // Put together at run time, so that no scanner of repositories takes this file for a leak.
  private static let letters = "q7Rk2Vx9Lm4Tz8Wn3Bc6Hd1Jf5Gs0Yp7Ea2Uo9Ki4"

  static let tokens: [(String, SecretKind)] = [
    ("AKIA" + "QYLPMN5HHHFPZAM2", .awsKey), ("gh" + "p_" + letters.prefix(36), .githubToken),
    ("github" + "_pat_" + letters.prefix(40), .githubToken),
    ("glp" + "at-" + letters.prefix(20), .gitlabToken),
    ("xox" + "b-1234567890-abcdefghij", .slackToken), ("AI" + "za" + letters.prefix(35), .googleKey),
    ("sk_" + "live_" + letters.prefix(24), .stripeKey), ("sk-" + "ant-" + letters.prefix(40), .providerKey),
    ("eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x", .jwt),
    ("np" + "m_" + letters.prefix(36), .providerKey),
    ("S" + "G.\(letters.prefix(22)).\(letters.prefix(40))", .providerKey),
  ]

  @Test(arguments: tokens) func `a known token is found wherever it stands`(
    _ token: String, _ kind: SecretKind
  ) {
    for text in [
      token, "+\(token)\n", "-\(token)", "x = \"\(token)\"", "// see \(token), please", "a/\(token)",
    ] {
      #expect(kinds(text).contains(kind), "\(kind) not found")
    }
  }

  @Test(arguments: tokens) func `a token's beginning inside a word is chance`(
    _ token: String, _ kind: SecretKind
  ) {
    #expect(!kinds("x" + token).contains(kind))
  }

  @Test func `a private key's block is found behind a diff's mark`() {
    for kind in ["RSA PRIVATE KEY", "PRIVATE KEY", "OPENSSH PRIVATE KEY", "EC PRIVATE KEY"] {
      for mark in ["", "+", "-", " ", "    "] {
        #expect(kinds("\(mark)-----BEGIN \(kind)-----\n").contains(.privateKey))
      }
    }
    #expect(kinds("-----BEGIN CERTIFICATE-----") == [])
    #expect(kinds("-----BEGIN PUBLIC KEY-----") == [])
  }

  static let assignments = [
    "let password = \"hunter\"", "password: 'hunter'", "\"db_password\": \"hunter\"", "API_KEY = \"abcd\"",
    "connect(user: \"a\", password: \"hunter\")", "client.secret=\"abcd\"", "apiKey := \"abcd\"",
    "'clientSecret' => 'abcd'", "headers[\"Auth-Token\"] = \"Bearer abc123def456ghi\"",
    "export DB_PASSWORD=hunter2hunter", "token = \"abc123def456\"", "let dbPassword: String = \"hunter\"",
  ]

  @Test(arguments: assignments) func `a literal under a secret's name is found`(_ line: String) {
    #expect(kinds("+" + line + "\n").contains(.assignment), "\(line)")
  }

  static let harmless = [
    "let token = \"identifier\"", "case token(String)", "password: String", "let password = readPassword()",
    "password = \"${PASSWORD}\"", "password: \"<your password>\"", "secret = \"\"", "secret = \"****\"",
    "key: \"name\"", "\"password: \\(value)\"", "let passwordField = UITextField()", "token: TokenSyntax",
    "url = \"https://example.com/a:b\"", "git clone https://user@example.com/x", "x == y",
    "password == \"${x}\"",
    "key = \"env:API_KEY\"", "let keyword = \"continue\"",
  ]

  @Test(arguments: harmless) func `a reference, a type or a placeholder is no secret`(_ line: String) {
    #expect(kinds("+" + line + "\n") == [], "\(line)")
  }

  @Test func `configuration holds its values without quotes`() {
    for line in ["password: hunter", "DB_PASSWORD=hunter", "secret = abcd", "token: abc123def456"] {
      #expect(kinds("+" + line + "\n", configuration: true).contains(.assignment), "\(line)")
      #expect(kinds("+" + line + "\n") == [], "\(line)")
    }
    for line in ["password: ${DB}", "password: $DB", "password:", "secret: {{ vault }}"] {
      #expect(kinds("+" + line + "\n", configuration: true) == [], "\(line)")
    }
  }

  @Test func `credentials in an address are found`() {
    #expect(kinds("postgres://admin:hunter2@db/x") == [.urlCredentials])
    #expect(kinds("https://user:${PASSWORD}@host") == [])
    #expect(kinds("http://localhost:8080/@x") == [])
  }

  @Test func `a literal drawn by lot is found, a long name is not`() {
    #expect(kinds("f(\"\(Self.letters.prefix(24))\")") == [.highEntropy])
    #expect(kinds("f(\"9f86d081884c7d659a2feaa0c55ad015\")") == [.highEntropy])
    for text in [
      "f(\"testThatTheParserAcceptsEverything\")", "f(\"Sources/Planning/Sensitivity/SecretScanner\")",
      "f(\"com-example-application-identifier-2\")", "f(\"AAAAAAAAAAAAAAAAAAAAAAAAAAAA11\")",
      "aVeryLongIdentifierName12",
    ] {
      #expect(kinds(text) == [], "\(text)")
    }
  }

  @Test func `a line of base64 and nothing else is taken for part of a key`() {
    let line = "MIIEpAIBAAKCAQEA7bq0vXy3kT9sWn2Lr5Zp8Qd1Hf6Jg4Mc0Ye7Ua3Ix9Ko2Vb"
    for mark in ["+", "-", " ", ""] { #expect(kinds("a\n\(mark)\(line)\nb") == [.highEntropy]) }
    #expect(kinds("+" + String(repeating: "-", count: 80) + "\n") == [])
    #expect(kinds("+" + String(repeating: "/", count: 80) + "\n") == [])
  }

  @Test func `any bytes can be scanned`() {
    var random = SeededGenerator(seed: 20_261_122)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      for configuration in [true, false] {
        let scanner = SecretScanner(isConfiguration: configuration)
        let whole = scanner.kinds(in: bytes)
        #expect(scanner.kinds(in: [0x58] + bytes, 1..<bytes.count + 1) == whole)
      }
    }
  }
}
