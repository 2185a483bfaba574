/// Words of code that make a change risky or guard against one.
enum RiskWords {
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    static let risk = Flags(rawValue: 1)
    static let guarding = Flags(rawValue: 2)
  }

  private static let risky = [
    "unsafe", "unchecked", "lock", "unlock", "mutex", "atomic", "semaphore", "synchronized", "volatile",
    "async",
    "await", "actor", "thread", "goroutine", "transmute", "select", "insert", "update", "delete", "drop",
    "alter",
    "grant", "exec", "execute", "eval", "system", "popen", "subprocess", "deserialize", "pickle", "password",
    "secret",
    "token", "crypto", "encrypt", "decrypt", "hmac", "sha1", "md5", "aes", "rsa", "tls", "ssl", "certificate",
    "authenticate", "authorize", "permission", "sudo", "chmod", "setuid", "malloc", "free", "memcpy",
    "strcpy",
    "sprintf", "innerhtml", "cors", "csrf", "cookie", "migration",
  ]
  private static let guards = [
    "guard", "catch", "throw", "throws", "try", "assert", "precondition", "validate", "verify", "check",
    "ensure",
    "require", "except", "raise", "finally", "defer", "sanitize", "escape", "err", "error", "rescue",
    "unwrap",
  ]

  /// By length and first letter, so that most words are refused without a comparison.
  private static let table: [[(word: [UInt8], flags: Flags)]] = {
    var table = [[(word: [UInt8], flags: Flags)]](repeating: [], count: 16 * 32)
    for (words, flags) in [(risky, Flags.risk), (guards, Flags.guarding)] {
      for word in words.map({ Array($0.utf8) }) {
        table[slot(word.count, word[0])].append((word, flags))
      }
    }
    return table
  }()

  private static func slot(_ count: Int, _ first: UInt8) -> Int { count << 5 | Int(first & 31) }

  /// Words are runs of letters and digits, split where a small letter meets a capital.
  static func flags(in bytes: [UInt8], _ text: Range<Int>) -> Flags {
    var flags: Flags = []
    var index = text.lowerBound
    while index < text.upperBound {
      guard SecretBytes.isLetter(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      index += 1
      while index < text.upperBound, continues(bytes, index) { index += 1 }
      let count = index - start
      guard count >= 3, count < 16 else { continue }
      for entry in table[slot(count, bytes[start])] where isWord(bytes, start, entry.word) {
        flags.formUnion(entry.flags)
      }
    }
    return flags
  }

  private static func continues(_ bytes: [UInt8], _ index: Int) -> Bool {
    let byte = bytes[index]
    if SecretBytes.isUpper(byte) { return !SecretBytes.isLower(bytes[index - 1]) }
    return SecretBytes.isLower(byte) || SecretBytes.isDigit(byte)
  }

  private static func isWord(_ bytes: [UInt8], _ start: Int, _ word: [UInt8]) -> Bool {
    for offset in word.indices where bytes[start + offset] | 32 != word[offset] | 32 { return false }
    return true
  }
}
