/// Why a text is not JSON.
package struct JSONError: Error, Sendable, Hashable {
  package enum Problem: String, Sendable, Hashable {
    case unexpected = "an unexpected character"
    case ended = "an end in the middle"
    case tooDeep = "too many levels"
    case badNumber = "a number that is none"
    case badEscape = "an escape that is none"
    case trailing = "text after the end"
  }

  package let problem: Problem
  /// Bytes from the beginning.
  package let offset: Int
}

/// Reads JSON from bytes. Strict, with two mercies that small models need: line breaks and tabs may stand raw
/// within strings, and bytes that are not UTF-8 become U+FFFD. Levels are limited, so that no reply can exhaust
/// the stack.
package struct JSONReader {
  private let bytes: [UInt8]
  private var at: Int
  private var depth = 0

  package static let maxDepth = 64

  /// Reads `bytes` as one value and nothing else.
  package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes, from: 0)
    let value = try reader.value()
    reader.skipSpace()
    if reader.at < bytes.count { throw reader.error(.trailing) }
    return value
  }

  package static func read(_ text: String) throws(JSONError) -> JSONValue { try read(Array(text.utf8)) }

  /// Reads the value that begins at `start`, whatever follows it.
  package static func readPrefix(_ bytes: [UInt8], from start: Int) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes, from: start)
    return try reader.value()
  }

  private init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    at = start
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipSpace()
    guard at < bytes.count else { throw error(.ended) }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try nested { (reader) throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error(.unexpected)
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    depth += 1
    if depth > Self.maxDepth { throw error(.tooDeep) }
    at += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    if takes(UInt8(ascii: "}")) { return .object([]) }
    var members: [JSONValue.Member] = []
    // An event of a stream has about as many; growing one by one costs three allocations more.
    members.reserveCapacity(6)
    repeat {
      skipSpace()
      guard at < bytes.count else { throw error(.ended) }
      guard bytes[at] == UInt8(ascii: "\"") else { throw error(.unexpected) }
      let name = try string()
      try expect(UInt8(ascii: ":"))
      members.append(JSONValue.Member(name: name, value: try value()))
    } while takes(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
    return .object(members)
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    var items: [JSONValue] = []
    if takes(UInt8(ascii: "]")) { return .array([]) }
    repeat { items.append(try value()) } while takes(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return .array(items)
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = at
    if let small = smallInteger() { return .number(Double(small)) }
    while at < bytes.count, Self.isNumeric(bytes[at]) { at += 1 }
    let digits = bytes[start..<at].first == UInt8(ascii: "-") ? bytes[(start + 1)..<at] : bytes[start..<at]
    let startsWell = digits.first.map { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "+") } ?? false
    let hasZeros = digits.count > 1 && digits.first == 48 && (48...57).contains(digits[digits.startIndex + 1])
    guard startsWell, !hasZeros, let number = Double(String(decoding: bytes[start..<at], as: UTF8.self)),
      number.isFinite
    else { throw JSONError(problem: .badNumber, offset: start) }
    return .number(number)
  }

  /// Counts and times, nearly all the numbers there are: one to fifteen digits and nothing else, which a `Double` holds
  /// exactly. Nil, and nothing read, for any other number.
  private mutating func smallInteger() -> Int? {
    var end = at
    var value = 0
    while end < bytes.count, (48...57).contains(bytes[end]), end - at < 16 {
      value = value * 10 + Int(bytes[end] - 48)
      end += 1
    }
    let count = end - at
    guard (1...15).contains(count), count == 1 || bytes[at] != 48 else { return nil }
    guard end == bytes.count || !Self.isNumeric(bytes[end]) else { return nil }
    at = end
    return value
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || byte == 43 || byte == 45 || byte == 46 || byte | 32 == 101
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for byte in "\(word)".utf8 {
      guard at < bytes.count else { throw error(.ended) }
      guard bytes[at] == byte else { throw error(.unexpected) }
      at += 1
    }
    return value
  }

  private mutating func takes(_ byte: UInt8) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONError) {
    guard !takes(byte) else { return }
    throw error(at < bytes.count ? .unexpected : .ended)
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 32 || bytes[at] == 10 || bytes[at] == 13 || bytes[at] == 9 {
      at += 1
    }
  }

  private func error(_ problem: JSONError.Problem) -> JSONError { JSONError(problem: problem, offset: at) }
}

// Strings.
extension JSONReader {
  /// `at` stands on the opening quote.
  private mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        defer { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      guard Self.mayStandRaw(byte) else { throw error(.unexpected) }
      at += 1
    }
    throw error(.ended)
  }

  private static func mayStandRaw(_ byte: UInt8) -> Bool {
    byte >= 32 || byte == 10 || byte == 9 || byte == 13
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      default:
        guard Self.mayStandRaw(byte) else { throw error(.unexpected) }
        text.append(byte)
      }
    }
    throw error(.ended)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    guard at < bytes.count else { throw error(.ended) }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"): text += Array(String(Character(try scalar())).utf8)
    default: throw JSONError(problem: .badEscape, offset: at - 1)
    }
  }

  /// After `\u`: one scalar, joined from two halves where they pair; a lone half becomes U+FFFD.
  private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
    let first = try hex4()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let back = at
    at += 2
    let second = try hex4()
    guard (0xDC00...0xDFFF).contains(second) else {
      at = back
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hex4() throws(JSONError) -> UInt32 {
    guard at + 4 <= bytes.count else { throw error(.ended) }
    var value: UInt32 = 0
    for byte in bytes[at..<(at + 4)] {
      switch byte {
      case 48...57: value = value << 4 | UInt32(byte - 48)
      case 65...70, 97...102: value = value << 4 | UInt32((byte | 32) - 87)
      default: throw error(.badEscape)
      }
    }
    at += 4
    return value
  }
}
