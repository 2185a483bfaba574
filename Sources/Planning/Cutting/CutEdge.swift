import Git

/// Chooses where a hunk that is too large is cut.
enum CutEdge {
  /// The best place behind `start` and not behind `end`, in the last two thirds of the stretch: before a declaration
  /// of the least indentation, else behind a blank line or at the least indentation, then as late as possible.
  /// A removed line is not parted from the added line that replaces it unless nothing else is left.
  static func best(in patch: FilePatch, _ start: Int, _ end: Int) -> (place: Int, isForced: Bool) {
    let first = start + max(1, (end - start) / 3)
    let candidates = (first...max(first, end)).filter { $0 <= end && !partsReplacement(patch, at: $0) }
    guard !candidates.isEmpty else { return (end, true) }
    let indents = candidates.map { indent(of: $0, in: patch) }
    if let place = declaration(among: candidates, indents, in: patch) {
      return (beforeRemarks(patch, place, notBefore: first), false)
    }
    return (plain(among: candidates, indents, in: patch), true)
  }

  private static func partsReplacement(_ patch: FilePatch, at place: Int) -> Bool {
    place < patch.lines.count && patch.lines[place - 1].isRemoved
      && !patch.lines[place].isContext
  }

  /// Nil for a blank line, a remark or a closing bracket: nothing begins there.
  private static func indent(of place: Int, in patch: FilePatch) -> Int? {
    guard place < patch.lines.count else { return nil }
    let (width, start) = Indentation.measure(patch.bytes, patch.lines[place].text)
    let end = trimmedEnd(patch, place, start)
    guard start < end else { return nil }
    let role = LineRole(patch.bytes, start..<end)
    guard role == .ordinary || role == .label else { return nil }
    return width
  }

  private static func trimmedEnd(_ patch: FilePatch, _ place: Int, _ start: Int) -> Int {
    var end = patch.lines[place].text.upperBound
    while end > start, patch.bytes[end - 1] <= 32 { end -= 1 }
    return end
  }

  /// Looks at the three least indentations only: deeper declarations are local ones.
  private static func declaration(among candidates: [Int], _ indents: [Int?], in patch: FilePatch) -> Int? {
    for level in Set(indents.compactMap(\.self)).sorted().prefix(3) {
      for place in candidates.indices.reversed() where indents[place] == level {
        let line = candidates[place]
        let (_, start) = Indentation.measure(patch.bytes, patch.lines[line].text)
        let text = start..<trimmedEnd(patch, line, start)
        if DeclarationShape(patch.bytes, text) == .declaration { return line }
      }
    }
    return nil
  }

  /// Comments and attributes right above a declaration belong to it.
  private static func beforeRemarks(_ patch: FilePatch, _ place: Int, notBefore first: Int) -> Int {
    var best = place
    while best > first, !partsReplacement(patch, at: best - 1) {
      let (_, start) = Indentation.measure(patch.bytes, patch.lines[best - 1].text)
      let end = trimmedEnd(patch, best - 1, start)
      guard start < end, LineRole(patch.bytes, start..<end) == .remark else { break }
      best -= 1
    }
    return best
  }

  private static func plain(among candidates: [Int], _ indents: [Int?], in patch: FilePatch) -> Int {
    var best = candidates[candidates.count - 1]
    var bestScore = Int.max
    for place in candidates.indices.reversed() {
      let line = candidates[place]
      let behindBlank = Indentation.measure(patch.bytes, patch.lines[line - 1].text).start
      let isBehindBlank = behindBlank == patch.lines[line - 1].text.upperBound
      let score = (indents[place] ?? 100) * 2 - (isBehindBlank ? 9 : 0)
      if score < bestScore {
        bestScore = score
        best = line
      }
    }
    return best
  }
}
