/// A piece of JSON. Objects keep the order of their members; of repeated names the first counts.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Sendable, Hashable {
    package let name: String
    package let value: JSONValue
  }

  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var double: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The whole part of a number that an `Int` can hold.
  package var int: Int? { double.flatMap { Int(exactly: $0.rounded(.towardZero)) } }

  package var array: [JSONValue]? {
    if case .array(let items) = self { items } else { nil }
  }

  package var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// A text, or a number or truth value as text; for codes that some servers quote and others do not.
  var word: String? {
    switch self {
    case .string(let text): text
    case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
    case .bool(let truth): String(truth)
    case .null, .array, .object: nil
    }
  }
}
