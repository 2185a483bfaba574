import Model

/// Writes one JSON document as bytes, members in the order in which they are given.
///
/// A small writer of its own: a run of 100,000 units is written in well under a second, and the order of the
/// keys is part of the promise.
struct JSONWriter {
  /// How the members of an object or array are set.
  enum Layout {
    /// Each on a line of its own.
    case block
    /// All on one line.
    case line
  }

  private(set) var bytes: [UInt8] = []
  private var levels: [(layout: Layout, isEmpty: Bool)] = []
  private var followsKey = false

  /// The finished document with a newline at its end.
  consuming func text() -> String {
    bytes.append(0x0A)
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func object(_ layout: Layout = .line, _ members: (inout JSONWriter) -> Void) {
    open(0x7B, layout)
    members(&self)
    close(0x7D)
  }

  mutating func array(_ layout: Layout = .line, _ items: (inout JSONWriter) -> Void) {
    open(0x5B, layout)
    items(&self)
    close(0x5D)
  }

  /// An array with an item for each element.
  mutating func list<Items: Sequence>(
    _ items: Items, _ layout: Layout = .line, _ item: (inout JSONWriter, Items.Element) -> Void
  ) {
    array(layout) { for element in items { item(&$0, element) } }
  }

  /// A key of ours: plain ASCII that needs no escape.
  mutating func key(_ name: String) {
    separate()
    bytes.append(0x22)
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: [0x22, 0x3A, 0x20])
    followsKey = true
  }

  /// A key that comes from elsewhere and may need escapes.
  mutating func member(_ name: String) {
    string(name)
    bytes.append(contentsOf: [0x3A, 0x20])
    followsKey = true
  }

  mutating func string(_ text: String?) {
    separate()
    guard let text else { return bytes.append(contentsOf: "null".utf8) }
    bytes.append(0x22)
    escape(text)
    bytes.append(0x22)
  }

  mutating func integer(_ value: Int?) { raw(value.map(String.init) ?? "null") }

  mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  /// A number as short as it can be said; zero when it is not finite, for which JSON has no word.
  mutating func number(_ value: Double) { raw(value.isFinite ? "\(value)" : "0.0") }

  mutating func money(_ value: Money) { string(value.dollars) }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func open(_ bracket: UInt8, _ layout: Layout) {
    separate()
    bytes.append(bracket)
    levels.append((layout, true))
  }

  private mutating func close(_ bracket: UInt8) {
    guard let level = levels.popLast() else { return }
    if !level.isEmpty, level.layout == .block { newline() }
    bytes.append(bracket)
  }

  /// What stands between the previous item and the next one.
  private mutating func separate() {
    guard !followsKey else {
      followsKey = false
      return
    }
    guard let level = levels.last else { return }
    if !level.isEmpty { bytes.append(0x2C) }
    if level.layout == .block {
      newline()
    } else if !level.isEmpty {
      bytes.append(0x20)
    }
    levels[levels.count - 1].isEmpty = false
  }

  private mutating func newline() {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * levels.count))
  }
}

extension JSONWriter {
  /// Escapes what JSON demands, and also what a terminal, a page or a CI log would obey: control and
  /// invisible characters, and the second of two number signs (`##vso[`). Readers of JSON see the same text.
  private mutating func escape(_ text: String) {
    let start = bytes.count
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0x23 where previous == 0x23: bytes.append(contentsOf: "\\u0023".utf8)
      case 0x00...0x1F, 0x7F: escape(codeUnit: UInt16(byte))
      case 0x80...0xFF:
        bytes.removeSubrange(start...)
        return escapeScalars(of: text)
      default: bytes.append(byte)
      }
      previous = byte
    }
  }

  private mutating func escapeScalars(of text: String) {
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" {
        bytes.append(0x5C)
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else if VisibleText.hides(scalar) || (scalar == "#" && previous == "#") {
        for unit in scalar.utf16 { escape(codeUnit: unit) }
      } else {
        bytes.append(contentsOf: scalar.utf8)
      }
      previous = scalar
    }
  }

  private mutating func escape(codeUnit: UInt16) {
    switch codeUnit {
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    default:
      bytes.append(contentsOf: "\\u".utf8)
      for shift in [12, 8, 4, 0] {
        let digit = UInt8((codeUnit >> UInt16(shift)) & 15)
        bytes.append(digit < 10 ? 48 + digit : 87 + digit)
      }
    }
  }
}
