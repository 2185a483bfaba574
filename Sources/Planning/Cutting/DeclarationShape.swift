/// What a line that opens a scope looks like.
enum DeclarationShape {
  /// A function, a type, a namespace: worth showing above a hunk.
  case declaration
  /// `name(…)` with nothing before: a function of C whose type stands above, or a call.
  case call
  /// A call with a trailing closure, a table, an unknown block: shown when there is nothing better.
  case block
  /// `if`, `for`, `switch` and the like: never shown.
  case control

  private static let keywords: Set<String> = [
    "func", "fn", "def", "fun", "function", "class", "struct", "enum", "extension", "protocol", "interface",
    "trait",
    "impl", "module", "mod", "namespace", "init", "deinit", "subscript", "actor", "macro", "sub", "proc",
    "union",
    "record", "object", "constructor", "procedure", "defmodule", "defp", "defmacro", "type", "typedef",
    "operator",
    "message", "service", "template",
  ]
  /// Words that may stand before one of the above.
  private static let modifiers: Set<String> = [
    "public", "private", "fileprivate", "internal", "package", "open", "protected", "static", "final",
    "abstract",
    "override", "mutating", "nonmutating", "nonisolated", "isolated", "indirect", "convenience", "required",
    "async",
    "export", "default", "declare", "pub", "crate", "super", "in", "unsafe", "extern", "const", "inline",
    "constexpr",
    "virtual", "explicit", "sealed", "data", "inner", "partial", "case", "suspend", "tailrec", "operator",
    "typealias",
    "lazy", "weak", "dynamic", "distributed", "borrowing", "consuming", "readonly", "local", "companion",
    "strictfp",
    "set", "prefix", "infix", "postfix", "actual", "expect", "value", "virtual", "ref", "new", "synchronized",
  ]
  private static let controls: Set<String> = [
    "if", "for", "while", "switch", "else", "guard", "do", "catch", "case", "repeat", "try", "with", "match",
    "elif",
    "elsif", "return", "select", "except", "finally", "default", "when", "unless", "until", "loop", "foreach",
    "defer", "go", "yield", "await", "throw", "using", "lock", "then", "begin", "rescue", "ensure", "assert",
    "import",
  ]
  private static let binders: Set<String> = ["var", "let", "const", "val"]
  private static let breaks = ByteSet("=.\"'{")

  init(_ bytes: [UInt8], _ text: Range<Int>) {
    let words = DeclarationShape.words(bytes, text, atMost: 8)
    if DeclarationShape.declares(words) {
      self = .declaration
    } else if let first = words.first, DeclarationShape.controls.contains(first) {
      self = .control
    } else {
      self = DeclarationShape.callable(bytes, text, words)
    }
  }

  /// Whether the line begins with a keyword that declares something, modifiers aside.
  static func hasKeyword(_ bytes: [UInt8], _ text: Range<Int>) -> Bool {
    declares(words(bytes, text, atMost: 8))
  }

  private static func declares(_ words: [String]) -> Bool {
    for word in words {
      if keywords.contains(word) { return true }
      guard modifiers.contains(word) else { return false }
    }
    return false
  }

  /// A function without a keyword (C, Java, a method in JavaScript), a bound one (`const f = () => {`), or a
  /// computed property.
  private static func callable(_ bytes: [UInt8], _ text: Range<Int>, _ words: [String]) -> DeclarationShape {
    let last = bytes[text.upperBound - 1]
    if last == UInt8(ascii: ";") { return .block }
    if let word = words.first(where: { !modifiers.contains($0) || $0 == "const" }), binders.contains(word) {
      return last == UInt8(ascii: "{") || last == UInt8(ascii: "(") ? .declaration : .block
    }
    guard let paren = bytes[text].firstIndex(of: UInt8(ascii: "(")), paren > text.lowerBound else {
      return .block
    }
    let head = bytes[text.lowerBound..<paren]
    if head.contains(where: { breaks.contains($0) }) { return .block }
    let headWords = head.split { !SecretBytes.isWord($0) && $0 != UInt8(ascii: "~") }.count
    if headWords >= 2 || last == UInt8(ascii: "{") { return .declaration }
    return last == UInt8(ascii: ")") || last == UInt8(ascii: ",") || last == UInt8(ascii: "(")
      ? .call : .block
  }

  /// The first words of the line, attributes (`@name`) left out, as far as a parameter list or a value.
  private static func words(_ bytes: [UInt8], _ text: Range<Int>, atMost most: Int) -> [String] {
    var words: [String] = []
    var index = text.lowerBound
    while index < text.upperBound, words.count < most {
      let byte = bytes[index]
      if SecretBytes.isWord(byte) {
        let end = bytes[index..<text.upperBound].firstIndex { !SecretBytes.isWord($0) } ?? text.upperBound
        let isAttribute = index > text.lowerBound && bytes[index - 1] == UInt8(ascii: "@")
        if !isAttribute { words.append(String(decoding: bytes[index..<end], as: UTF8.self)) }
        index = end
      } else if byte == UInt8(ascii: "=") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "{") {
        return words
      } else if byte == UInt8(ascii: "("), words.last.map({ !modifiers.contains($0) }) == true {
        // `private(set) var`, `pub(crate) fn` and `@available(…) func` go on; a parameter list does not.
        return words
      } else {
        index += 1
      }
    }
    return words
  }
}
