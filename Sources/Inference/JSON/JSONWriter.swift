/// Builds the bytes of a request's body. Commas are put in where they belong; the caller sees to the nesting.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

  mutating func object(_ name: String? = nil, _ content: (inout JSONWriter) -> Void) {
    enclosed(name, UInt8(ascii: "{"), UInt8(ascii: "}"), content)
  }

  mutating func array(_ name: String? = nil, _ content: (inout JSONWriter) -> Void) {
    enclosed(name, UInt8(ascii: "["), UInt8(ascii: "]"), content)
  }

  /// A member of an object, or an item of an array when it has no name.
  mutating func string(_ name: String? = nil, _ value: String) {
    begin(name)
    quote(value)
  }

  mutating func int(_ name: String, _ value: Int) { raw(name, String(value)) }

  mutating func double(_ name: String, _ value: Double) {
    raw(name, value.isFinite ? String(value) : "0")
  }

  mutating func bool(_ name: String, _ value: Bool) { raw(name, value ? "true" : "false") }

  /// `value` must be JSON.
  mutating func raw(_ name: String, _ value: String) {
    begin(name)
    bytes.append(contentsOf: value.utf8)
  }

  /// `text` as a JSON string with its quotation marks.
  static func quoted(_ text: String) -> String {
    var writer = JSONWriter(capacity: text.utf8.count + 16)
    writer.string(nil, text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private mutating func enclosed(
    _ name: String?, _ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) -> Void
  ) {
    begin(name)
    bytes.append(open)
    needsComma = false
    content(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func begin(_ name: String?) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    guard let name else { return }
    quote(name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in
      var start = 0
      while start < source.count {
        let end = unsafe PlainRun.end(in: source, from: start)
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<end]))
        if end < source.count { unsafe escape(source[end]) }
        start = end + 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 10: bytes.append(UInt8(ascii: "n"))
    case 9: bytes.append(UInt8(ascii: "t"))
    case 13: bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    default:
      bytes += [UInt8(ascii: "u"), 48, 48, 48 + byte >> 4]
      bytes.append(byte & 15 < 10 ? 48 + byte & 15 : 87 + byte & 15)
    }
  }
}
