import Model

/// The lines of a unit's hunks, ready to be searched for quotes. Empty lines are left out, and so is the white
/// space at both ends of a line: models indent as they like.
struct HunkIndex {
  /// Where a quote stands.
  struct Place: Equatable {
    var anchor: Anchor
    /// 1-based; on the new side, or on the old one when only removed lines match.
    var start: Int
    var end: Int
    /// The lines as the code has them, normalised: what a fingerprint is made of.
    var text: String
    /// The enclosing declaration, where the prompt tells it.
    var symbol: String
  }

  enum Mark {
    case added, context, removed
  }

  struct Line {
    var mark: Mark
    /// Within the hunk's bytes, trimmed.
    var text: Range<Int>
    /// On the side that the line belongs to; the new one for context.
    var number: Int
  }

  /// One side of a hunk, as far as it holds anything.
  struct Side {
    var bytes: [UInt8]
    var lines: [Line] = []
    var symbol: String
  }

  private var newSides: [Side] = []
  private var oldSides: [Side] = []

  init(_ hunks: [UnitHunk], symbols: [String]) {
    newSides.reserveCapacity(hunks.count)
    oldSides.reserveCapacity(hunks.count)
    for (index, hunk) in hunks.enumerated() {
      append(hunk, symbol: index < symbols.count ? symbols[index] : "")
    }
  }

  private mutating func append(_ hunk: UnitHunk, symbol: String) {
    let bytes = Array(hunk.text.utf8)
    var new: [Line] = []
    var old: [Line] = []
    var newNumber = hunk.span.newStart
    var oldNumber = hunk.span.oldStart
    let span = bytes.span
    LineRanges.forEach(in: span) { range in
      let text = LineRanges.trimmed(range.dropFirst(), in: span)
      switch range.isEmpty ? 32 : span[range.lowerBound] {
      case UInt8(ascii: "+"):
        if !text.isEmpty { new.append(Line(mark: .added, text: text, number: newNumber)) }
        newNumber += 1
      case UInt8(ascii: "-"):
        if !text.isEmpty { old.append(Line(mark: .removed, text: text, number: oldNumber)) }
        oldNumber += 1
      case UInt8(ascii: "\\"): break  // "\ No newline at end of file" is no line.
      default:
        if !text.isEmpty {
          new.append(Line(mark: .context, text: text, number: newNumber))
          old.append(Line(mark: .context, text: text, number: oldNumber))
        }
        newNumber += 1
        oldNumber += 1
      }
    }
    newSides.append(Side(bytes: bytes, lines: new, symbol: symbol))
    oldSides.append(Side(bytes: bytes, lines: old, symbol: symbol))
  }

  /// The best place of a quote: whole lines before parts of lines, and among equals added lines before context
  /// before removed lines; nil when it stands nowhere.
  func find(_ quote: String) -> Place? {
    let lines = Quote.lines(of: quote)
    guard !lines.isEmpty else { return nil }
    let forms = Quote.forms(of: lines)
    for form in forms {
      if let place = find(form, how: .whole) { return place }
    }
    for form in forms where form.count == 1 && form[0].count >= Quote.leastPart {
      if let place = find(form, how: .part) { return place }
    }
    for form in forms where form.count > 1 {
      if let place = nearEdge(form) { return place }
    }
    return nil
  }

  private func find(_ quote: [ArraySlice<UInt8>], how: Side.Match) -> Place? {
    var inContext: Place?
    for side in newSides {
      for start in side.starts(of: quote, how) {
        let lines = side.lines[start..<(start + quote.count)]
        if lines.contains(where: { $0.mark == .added }) { return side.place(.hunk, lines) }
        if inContext == nil { inContext = side.place(.hunk, lines) }
      }
    }
    if let inContext { return inContext }
    for side in oldSides {
      if let start = side.starts(of: quote, how).first {
        return side.place(.hunk, side.lines[start..<(start + quote.count)])
      }
    }
    return nil
  }

  /// The prompt shows more code than the hunks, so a quote may begin one line before a hunk or end one after it.
  /// What lies outside cannot be checked; what lies inside must match, and at one hunk only.
  private func nearEdge(_ quote: [ArraySlice<UInt8>]) -> Place? {
    var places: [Place] = []
    let count = quote.count - 1
    for side in newSides where side.lines.count >= count {
      let last = side.lines.count - count
      if side.matches(Array(quote.dropFirst()), at: 0, .whole) {
        places.append(side.place(.nearHunk, side.lines[..<count]))
      }
      if side.matches(Array(quote.dropLast()), at: last, .whole) {
        places.append(side.place(.nearHunk, side.lines[last...]))
      }
    }
    return places.count == 1 ? places[0] : nil
  }
}

extension HunkIndex.Side {
  enum Match {
    /// The quote's lines are the code's.
    case whole
    /// The quote's one line is a part of one of the code's.
    case part
  }

  /// The indexes of lines at which the quote begins.
  func starts(of quote: [ArraySlice<UInt8>], _ how: Match) -> [Int] {
    guard lines.count >= quote.count, let first = quote.first else { return [] }
    var found: [Int] = []
    for start in 0...(lines.count - quote.count) {
      let count = lines[start].text.count
      // The length alone settles nearly every line.
      guard how == .part ? count >= first.count : count == first.count else { continue }
      if matches(quote, at: start, how) { found.append(start) }
    }
    return found
  }

  func matches(_ quote: [ArraySlice<UInt8>], at start: Int, _ how: Match) -> Bool {
    for (index, line) in quote.enumerated() {
      let text = lines[start + index].text
      let isMatch =
        switch how {
        case .whole: text.count == line.count && HunkIndex.holds(bytes.span, line, at: text.lowerBound)
        case .part: contains(line, in: text)
        }
      guard isMatch else { return false }
    }
    return true
  }

  private func contains(_ part: ArraySlice<UInt8>, in text: Range<Int>) -> Bool {
    guard text.count >= part.count, let first = part.first else { return false }
    let span = bytes.span
    var at = text.lowerBound
    while at <= text.upperBound - part.count {
      if span[at] == first, HunkIndex.holds(span, part, at: at) { return true }
      at &+= 1
    }
    return false
  }

  func place(_ anchor: Anchor, _ lines: ArraySlice<HunkIndex.Line>) -> HunkIndex.Place {
    HunkIndex.Place(
      anchor: anchor, start: lines.first?.number ?? 0, end: lines.last?.number ?? 0,
      text: lines.map { HunkIndex.collapsed(bytes[$0.text]) }.joined(separator: "\n"), symbol: symbol)
  }
}

// Comparing code.
extension HunkIndex {
  /// Whether `part` stands in `bytes` at `start`; the caller knows that it fits.
  static func holds(_ bytes: Span<UInt8>, _ part: ArraySlice<UInt8>, at start: Int) -> Bool {
    let part = part.span
    var index = 0
    while index < part.count, bytes[start + index] == part[index] { index += 1 }
    return index == part.count
  }

  /// Runs of white space as one space, so that a reformatted line keeps its fingerprint.
  static func collapsed(_ bytes: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte > 32 { out.append(byte) } else if let last = out.last, last != 32 { out.append(32) }
    }
    if out.last == 32 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }

  /// A quote that stands nowhere, as a fingerprint takes it.
  static func normalised(_ quote: String) -> String {
    Quote.lines(of: quote).map(collapsed).joined(separator: "\n")
  }
}
