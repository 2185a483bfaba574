/// Reads the name that stands before `=` or `:` and says whether values of that name are secrets.
enum SecretName {
  enum Strength {
    case none
    /// `token`, `auth`, `key`: the value must look like a secret too.
    case weak
    /// `password`, `api_key`, `client_secret`: any literal is one.
    case strong
  }

  private struct Word: Sendable {
    let text: [UInt8]
    let isStrong: Bool
  }

  private static let words: [Word] =
    [
      "password", "passwd", "passphrase", "secret", "apikey", "accesskey", "privatekey", "accountkey",
      "encryptionkey",
      "signingkey", "masterkey", "connectionstring", "clientsecret", "authtoken", "accesstoken",
      "refreshtoken",
      "pwd",
    ].map { Word(text: Array($0.utf8), isStrong: true) }
    + ["token", "auth", "credential", "key", "signature", "salt", "cookie", "session", "bearer"]
    .map { Word(text: Array($0.utf8), isStrong: false) }

  private static let wordsByByte: [[Int]] = (0...255).map { value in
    words.indices.filter { Int(words[$0].text[0]) == value }
  }

  /// Looks at most 64 bytes back on the line, as far as the part before `(`, `,` or `;`.
  static func strength(in text: Span<UInt8>, before place: Int) -> Strength {
    // `_` and `-` are dropped and capitals folded, so that API_KEY, api-key and apiKey are one word.
    var name: [UInt8] = []
    var index = place - 1
    let start = max(0, place - 64)
    while index >= start {
      let byte = text[index]
      if byte == 10 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "(")
        || byte == UInt8(ascii: "{")
      {
        break
      }
      if SecretBytes.isLetter(byte) {
        name.append(byte | 32)
      } else if byte != UInt8(ascii: "_"), byte != UInt8(ascii: "-") {
        name.append(32)
      }
      index -= 1
    }
    name.reverse()
    return strength(of: name)
  }

  private static func strength(of name: [UInt8]) -> Strength {
    var strength = Strength.none
    for start in name.indices {
      for candidate in wordsByByte[Int(name[start])] {
        let word = words[candidate]
        guard name[start...].starts(with: word.text) else { continue }
        if word.isStrong { return .strong }
        strength = .weak
      }
    }
    return strength
  }
}
