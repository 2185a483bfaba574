/// Foreign text made fit for reports and messages.
enum Text {
  /// At most `limit` bytes, cut between scalars, with an ellipsis when it was cut.
  static func bounded(_ text: String, _ limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    return String(decoding: prefix(Array(text.utf8), limit), as: UTF8.self) + "…"
  }

  private static func prefix(_ bytes: [UInt8], _ limit: Int) -> ArraySlice<UInt8> {
    var end = limit
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return bytes[..<end]
  }

  /// Without terminal escapes, control characters and marks that reverse the reading direction; line breaks stay
  /// when `keepsLines`, else they become spaces. White space at both ends goes.
  static func clean(_ text: String, limit: Int, keepsLines: Bool) -> String {
    var source = Array(text.utf8)
    // Cut first, generously, so that cleaning is bounded as well.
    if source.count > limit * 2 { source = Array(prefix(source, limit * 2)) }
    if source.contains(where: isSuspicious) { source = filtered(source, keepsLines: keepsLines) }
    var bytes = source[...]
    while let last = bytes.last, last == 32 || last == 10 { bytes.removeLast() }
    while let first = bytes.first, first == 32 || first == 10 { bytes.removeFirst() }
    return bounded(String(decoding: bytes, as: UTF8.self), limit)
  }

  /// Bytes that may need care: controls, and the leads of the foreign marks below.
  private static func isSuspicious(_ byte: UInt8) -> Bool {
    byte < 32 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF || byte == 0xF3
  }

  private static func filtered(_ source: [UInt8], keepsLines: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(source.count)
    var at = 0
    while at < source.count {
      let byte = source[at]
      if byte == 0x1B {
        at = endOfEscape(source, at)
      } else if byte == 10 || byte == 9 {
        out.append(byte == 10 && keepsLines ? 10 : 32)
        at += 1
      } else if byte < 32 || byte == 0x7F {
        at += 1
      } else {
        let skipped = lengthOfMark(source, at)
        if skipped == 0 { out.append(byte) }
        at += max(1, skipped)
      }
    }
    return out
  }

  /// The index after an ANSI escape: CSI runs to its final byte, OSC to BEL or ST, others are one character long.
  private static func endOfEscape(_ source: [UInt8], _ start: Int) -> Int {
    guard start + 1 < source.count else { return start + 1 }
    var at = start + 2
    switch source[start + 1] {
    case UInt8(ascii: "["):
      while at < source.count, (0x20...0x3F).contains(source[at]) { at += 1 }
      return min(at + 1, source.count)
    case UInt8(ascii: "]"):
      while at < source.count, source[at] != 7, source[at] != 0x1B { at += 1 }
      if at < source.count, source[at] == 0x1B { at += 1 }
      return min(at + 1, source.count)
    default: return at
    }
  }

  /// Bytes of a mark that must not stand here: C1 controls, directional marks and overrides, byte order marks,
  /// tag characters. 0: none begins here.
  private static func lengthOfMark(_ source: [UInt8], _ at: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 { at + offset < source.count ? source[at + offset] : 0 }
    switch source[at] {
    case 0xC2: return (0x80...0x9F).contains(byte(1)) ? 2 : 0
    case 0xE2 where byte(1) == 0x80:
      return [0x8E, 0x8F].contains(byte(2)) || (0xA8...0xAE).contains(byte(2)) ? 3 : 0
    case 0xE2 where byte(1) == 0x81: return (0xA6...0xA9).contains(byte(2)) ? 3 : 0
    case 0xEF: return byte(1) == 0xBB && byte(2) == 0xBF ? 3 : 0
    case 0xF3: return byte(1) == 0xA0 && (0x80...0x81).contains(byte(2)) ? 4 : 0
    default: return 0
    }
  }
}
