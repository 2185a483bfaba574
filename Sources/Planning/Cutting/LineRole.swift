/// What a line does to the stack of open scopes, told by how it begins.
enum LineRole {
  /// Comments, preprocessor lines, attributes, labels: they open and close nothing.
  case remark
  /// `name:` alone. Within braces it is the target of a jump, elsewhere (Python, YAML) it opens a scope.
  case label
  /// Goes on with, or closes, what a line above at the same indentation opened.
  case continuation
  case ordinary

  /// `text` has no blanks at either end and is not empty.
  init(_ bytes: [UInt8], _ text: Range<Int>) {
    let first = bytes[text.lowerBound]
    let second = text.count > 1 ? bytes[text.lowerBound + 1] : 10
    switch first {
    case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: ":"):
      self = .continuation
    case UInt8(ascii: "/") where second == UInt8(ascii: "/") || second == UInt8(ascii: "*"): self = .remark
    case UInt8(ascii: "*"), UInt8(ascii: "#"): self = .remark
    case UInt8(ascii: "-") where second == UInt8(ascii: ">"): self = .continuation
    case UInt8(ascii: "-") where second == UInt8(ascii: "-"): self = .remark
    case UInt8(ascii: "@"), UInt8(ascii: "["):
      self = LineRole.declares(bytes, text) ? .ordinary : .remark
    default: self = LineRole.worded(bytes, text)
    }
    if self == .ordinary, SecretBytes.isWord(first), LineRole.isLabel(bytes, text) { self = .label }
  }

  /// A word, a colon, and nothing but a remark behind.
  private static func isLabel(_ bytes: [UInt8], _ text: Range<Int>) -> Bool {
    var index = text.lowerBound
    while index < text.upperBound, SecretBytes.isWord(bytes[index]) { index += 1 }
    guard index < text.upperBound, bytes[index] == UInt8(ascii: ":") else { return false }
    index += 1
    while index < text.upperBound, SecretBytes.isBlank(bytes[index]) { index += 1 }
    return index == text.upperBound || bytes[index] == UInt8(ascii: "/")
  }

  private static let whereWord = Array("where".utf8)
  private static let labels: Set<String> = [
    "public:", "private:", "protected:", "signals:", "slots:", "default:", "Q_OBJECT",
  ]

  /// Only short lines can be one of these, and few begin with their letters.
  private static func worded(_ bytes: [UInt8], _ text: Range<Int>) -> LineRole {
    switch bytes[text.lowerBound] {
    case UInt8(ascii: "w"):
      guard bytes[text].starts(with: whereWord) else { return .ordinary }
      return text.count == 5 || !SecretBytes.isWord(bytes[text.lowerBound + 5]) ? .continuation : .ordinary
    case UInt8(ascii: "p"), UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "Q"):
      guard text.count <= 10 else { return .ordinary }
      return labels.contains(String(decoding: bytes[text], as: UTF8.self)) ? .remark : .ordinary
    default: return .ordinary
    }
  }

  /// An attribute with its declaration on the same line.
  private static func declares(_ bytes: [UInt8], _ text: Range<Int>) -> Bool {
    if bytes[text.upperBound - 1] == UInt8(ascii: "{") { return true }
    return DeclarationShape.hasKeyword(bytes, text)
  }
}
