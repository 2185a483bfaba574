import Git

/// Cuts the change of one file into units: at hunk edges, inside a hunk where a declaration begins, and only when a
/// hunk leaves no other choice at a blank or little indented line.
///
/// Each line of each hunk belongs to exactly one piece and each piece to exactly one unit, whatever the limits.
struct UnitSplitter: Sendable {
  /// Diff lines of one unit.
  static let mostLines = 300

  /// Tokens of one unit's body.
  let tokens: Int

  /// Bytes of one line that are sent; the rest is named and left out.
  var longLine: Int { max(512, tokens) }

  /// The whole patch as one unit.
  static func whole(_ patch: FilePatch) -> [Piece] {
    patch.hunks.indices.map { Piece(hunk: $0, lines: patch.hunks[$0].lines, cut: nil) }
  }

  /// The pieces of each unit, in the order of the file.
  func units(of patch: FilePatch) -> [[Piece]] {
    let costs = LineCosts(patch, longLine: longLine)
    var units: [[Piece]] = []
    var current: [Piece] = []
    var cost = 0
    var lines = 0
    for index in patch.hunks.indices {
      for piece in pieces(of: index, in: patch, costs) {
        let price = costs[piece.lines]
        if !current.isEmpty, cost + price > tokens * 1000 || lines + piece.lines.count > Self.mostLines {
          units.append(current)
          current = []
          cost = 0
          lines = 0
        }
        current.append(piece)
        cost += price
        lines += piece.lines.count
      }
    }
    return current.isEmpty ? units : units + [current]
  }

  private func pieces(of index: Int, in patch: FilePatch, _ costs: LineCosts) -> [Piece] {
    let hunk = patch.hunks[index].lines
    guard costs[hunk] > tokens * 1000 || hunk.count > Self.mostLines else {
      return [Piece(hunk: index, lines: hunk, cut: nil)]
    }
    var stretches: [(lines: Range<Int>, isForced: Bool)] = []
    var start = hunk.lowerBound
    while start < hunk.upperBound {
      let end = costs.reach(
        from: start, before: hunk.upperBound, tokens: tokens * 1000, lines: Self.mostLines)
      let edge = end == hunk.upperBound ? (place: end, isForced: false) : CutEdge.best(in: patch, start, end)
      stretches.append((start..<edge.place, edge.isForced))
      start = edge.place
    }
    return named(merged(stretches, in: patch), hunk: index)
  }

  /// A stretch without a changed line joins the one before it: nobody would be asked about it.
  private func merged(
    _ stretches: [(lines: Range<Int>, isForced: Bool)], in patch: FilePatch
  ) -> [(lines: Range<Int>, isForced: Bool)] {
    var merged: [(lines: Range<Int>, isForced: Bool)] = []
    for stretch in stretches {
      let isChanged = patch.lines[stretch.lines].contains { !$0.isContext }
      let lastIsChanged = merged.last.map { patch.lines[$0.lines].contains { !$0.isContext } } ?? true
      if let last = merged.last, !isChanged || !lastIsChanged {
        merged[merged.count - 1] = (last.lines.lowerBound..<stretch.lines.upperBound, stretch.isForced)
      } else {
        merged.append(stretch)
      }
    }
    return merged
  }

  private func named(_ stretches: [(lines: Range<Int>, isForced: Bool)], hunk: Int) -> [Piece] {
    guard stretches.count > 1 else {
      return stretches.map { Piece(hunk: hunk, lines: $0.lines, cut: nil) }
    }
    return stretches.indices.map { place in
      let isForced = stretches[place].isForced || (place > 0 && stretches[place - 1].isForced)
      return Piece(
        hunk: hunk, lines: stretches[place].lines,
        cut: Piece.Cut(part: place + 1, parts: stretches.count, isForced: isForced))
    }
  }
}
