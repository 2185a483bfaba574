/// Refuses anchors, aliases and tags before the text is composed.
///
/// A job needs none of them, and a dozen nested aliases used as keys make a YAML reader work for hours.
/// They can only stand where a node begins, so the byte before (spaces left out) is a line feed or an indicator.
struct YAMLGuard {
  struct Offence: Equatable {
    var line: Int
    var column: Int
    var message: String
  }

  private enum Place {
    case nodeStart, inside, single, double, comment
  }

  private var place = Place.nodeStart
  private var line = 1
  private var column = 1

  /// The first anchor, alias or tag; nil when there is none.
  static func offence(in text: String) -> Offence? {
    var walk = YAMLGuard()
    let bytes = Array(text.utf8)
    for index in bytes.indices {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 10
      let previous = index > 0 ? bytes[index - 1] : 10
      if let offence = walk.read(bytes[index], before: next, after: previous) { return offence }
    }
    return nil
  }

  private mutating func read(_ byte: UInt8, before next: UInt8, after previous: UInt8) -> Offence? {
    defer { advance(byte) }
    switch place {
    case .comment: break
    case .single: if byte == UInt8(ascii: "'") { place = .inside }
    case .double:
      if byte == UInt8(ascii: "\""), previous != UInt8(ascii: "\\") { place = .inside }
    case .nodeStart, .inside: return readPlain(byte, before: next, after: previous)
    }
    return nil
  }

  private mutating func readPlain(_ byte: UInt8, before next: UInt8, after previous: UInt8) -> Offence? {
    let isBlankNext = next == 32 || next == 9 || next == 10 || next == 13
    switch byte {
    case 32, 9, 13: break
    case UInt8(ascii: "#") where previous == 32 || previous == 9 || previous == 10: place = .comment
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): place = .nodeStart
    case UInt8(ascii: ":") where isBlankNext: place = .nodeStart
    case UInt8(ascii: "-"), UInt8(ascii: "?"):
      if place == .nodeStart, isBlankNext { break }
      place = .inside
    case UInt8(ascii: "\"") where place == .nodeStart: place = .double
    case UInt8(ascii: "'") where place == .nodeStart: place = .single
    case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
      if place == .nodeStart { return offence(byte) }
    default: place = .inside
    }
    return nil
  }

  private func offence(_ byte: UInt8) -> Offence {
    let what = byte == UInt8(ascii: "&") ? "an anchor" : byte == UInt8(ascii: "*") ? "an alias" : "a tag"
    let mark = String(UnicodeScalar(byte))
    return Offence(
      line: line, column: column,
      message: "`\(mark)` begins \(what) here, and a job file has none; "
        + "write the value out, or quote a pattern that begins with `\(mark)`")
  }

  private mutating func advance(_ byte: UInt8) {
    if byte == 10 {
      line += 1
      column = 1
      if place != .single, place != .double { place = .nodeStart }
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }
}
