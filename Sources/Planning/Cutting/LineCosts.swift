import Git

/// What each line of a patch costs in a prompt, as running sums, so that any stretch is priced at once.
struct LineCosts {
  /// Thousandths of a token: a hunk's header with its line numbers, and the headers of the enclosing scope.
  static let perPiece = 60_000
  /// The line before a run of removed lines, which stand apart.
  private static let perRemovedRun = 8_000
  /// A mark and the line feed.
  private static let perLine = 1_351

  private var sums: [Int] = [0]

  init(_ patch: FilePatch, longLine: Int) {
    sums.reserveCapacity(patch.lines.count + 1)
    var isInRun = false
    for line in patch.lines {
      let text = line.text.prefix(longLine)
      var cost = TokenEstimate.thousandths(in: patch.bytes, text) + LineCosts.perLine
      if line.isRemoved, !isInRun { cost += LineCosts.perRemovedRun }
      sums.append((sums.last ?? 0) + cost)
      isInRun = line.isRemoved
    }
  }

  /// Thousandths of a token of a piece with these lines.
  subscript(lines: Range<Int>) -> Int { sums[lines.upperBound] - sums[lines.lowerBound] + LineCosts.perPiece }

  /// The longest stretch from `start` that stays within both limits and before `end`; at least one line.
  func reach(from start: Int, before end: Int, tokens: Int, lines: Int) -> Int {
    var low = start + 1
    var high = min(end, start + max(1, lines))
    while low < high {
      let middle = (low + high + 1) / 2
      if self[start..<middle] <= tokens { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

extension Range<Int> {
  /// The first `count` places of the range.
  func prefix(_ count: Int) -> Range<Int> { lowerBound..<(lowerBound + Swift.min(count, self.count)) }
}
