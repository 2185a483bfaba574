extension SecretScanner {
  private static let bearer = Array("Bearer ".utf8)
  private static let basic = Array("Basic ".utf8)
  private static let references = ["{{", "#{", "env:", "file:"].map { Array($0.utf8) }
  private static let code = ByteSet("().[]{}<>?&|*:\\\"'`")

  /// `=` or `:` at `place`: the value behind it, when the name before it is a secret's, and `://user:word@host`.
  func atBinding(_ text: Span<UInt8>, _ place: Int) -> SecretKinds {
    if text[place] == UInt8(ascii: ":"), Self.isFollowedBySlashes(text, place) {
      return Self.holdsCredentials(text, place + 3) ? SecretKinds(.urlCredentials) : []
    }
    guard let value = Self.valueStart(text, place) else { return [] }
    let isQuoted = SecretBytes.isQuote(text[value])
    let range = isQuoted ? Self.literal(text, value) : Self.bareWord(text, value)
    guard let range, range.count >= 4 else { return [] }
    // The cheap looks come first: most of what stands behind a colon is a type or a call, and its name is never read.
    let isStrongValue = fitsStrong(text, range, isQuoted)
    guard isStrongValue, !Self.isReference(text, range) else { return [] }
    switch SecretName.strength(in: text, before: place) {
    case .none: return []
    case .strong: return SecretKinds(.assignment)
    case .weak: return fitsWeak(text, range, isQuoted) ? SecretKinds(.assignment) : []
    }
  }

  /// Under a name such as `password`: any literal, or a bare word of eight that has letters and digits.
  private func fitsStrong(_ text: Span<UInt8>, _ value: Range<Int>, _ isQuoted: Bool) -> Bool {
    if isQuoted || isConfiguration { return true }
    return value.count >= 8 && Self.mixes(text, value) && Self.isPlainWord(text, value)
  }

  /// Under a name such as `token`, which code uses for much else: a literal of twelve that mixes.
  private func fitsWeak(_ text: Span<UInt8>, _ value: Range<Int>, _ isQuoted: Bool) -> Bool {
    guard isQuoted || isConfiguration else { return false }
    return value.count >= 12 && Self.mixes(text, value)
  }

  private static func isFollowedBySlashes(_ text: Span<UInt8>, _ place: Int) -> Bool {
    place + 2 < text.count && text[place + 1] == UInt8(ascii: "/") && text[place + 2] == UInt8(ascii: "/")
  }

  /// Where the value begins: behind blanks and the rest of `:=`, `=>`, `==`; nil at the end of the line.
  private static func valueStart(_ text: Span<UInt8>, _ place: Int) -> Int? {
    var index = place + 1
    let end = min(text.count, place + 16)
    while index < end {
      let byte = text[index]
      if byte == 10 { return nil }
      if !SecretBytes.isBlank(byte), byte != UInt8(ascii: "="), byte != UInt8(ascii: ">") { return index }
      index += 1
    }
    return nil
  }

  /// The inside of a literal without blanks (`Bearer ` and `Basic ` may stand before), closed on its line.
  private static func literal(_ text: Span<UInt8>, _ quote: Int) -> Range<Int>? {
    var start = quote + 1
    if ByteSearch.stands(bearer, at: start, in: text) { start += 7 }
    if ByteSearch.stands(basic, at: start, in: text) { start += 6 }
    var index = start
    let end = min(text.count, start + longestLiteral)
    while index < end {
      let byte = text[index]
      if byte == text[quote] { return start..<index }
      if byte == 10 || SecretBytes.isBlank(byte) { return nil }
      index += 1
    }
    return index == end && end < text.count ? start..<index : nil
  }

  private static func bareWord(_ text: Span<UInt8>, _ start: Int) -> Range<Int>? {
    var index = start
    let end = min(text.count, start + longestLiteral)
    while index < end {
      let byte = text[index]
      if byte <= 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ")") {
        break
      }
      index += 1
    }
    return index > start ? start..<index : nil
  }

  /// `${NAME}`, `$(…)`, `{{ … }}`, `<placeholder>`, `%s`, `env:NAME`, asterisks: no value, only where one goes.
  private static func isReference(_ text: Span<UInt8>, _ value: Range<Int>) -> Bool {
    let first = text[value.lowerBound]
    if first == UInt8(ascii: "$") || first == UInt8(ascii: "<") || first == UInt8(ascii: "%") { return true }
    if first == UInt8(ascii: "\\"), value.count > 1, text[value.lowerBound + 1] == UInt8(ascii: "(") {
      return true
    }
    if references.contains(where: { ByteSearch.stands($0, at: value.lowerBound, in: text) }) { return true }
    for index in value where text[index] != first { return false }
    return true
  }

  /// Letters and digits both, which words of prose and code rarely are.
  private static func mixes(_ text: Span<UInt8>, _ value: Range<Int>) -> Bool {
    var hasDigit = false
    var hasLetter = false
    for index in value {
      hasDigit = hasDigit || SecretBytes.isDigit(text[index])
      hasLetter = hasLetter || SecretBytes.isLetter(text[index])
    }
    return hasDigit && hasLetter
  }

  /// No call, index or member: `config.token(1)` is code, not a value.
  private static func isPlainWord(_ text: Span<UInt8>, _ value: Range<Int>) -> Bool {
    for index in value where code.contains(text[index]) { return false }
    return true
  }

  /// `user:word@` behind `://`; a word that is a placeholder does not count.
  private static func holdsCredentials(_ text: Span<UInt8>, _ start: Int) -> Bool {
    var colon: Int?
    var index = start
    let end = min(text.count, start + 256)
    while index < end {
      let byte = text[index]
      if byte == UInt8(ascii: "@") {
        guard let colon, index - colon > 3 else { return false }
        return !isReference(text, colon + 1..<index)
      }
      if byte == UInt8(ascii: ":"), colon == nil { colon = index }
      if byte <= 32 || byte == UInt8(ascii: "/") || SecretBytes.isQuote(byte) { return false }
      index += 1
    }
    return false
  }
}
