/// The declarations around a unit's hunks, read back from its prompt: lines that begin with "in: " name them,
/// outermost first, before the "@@" line of the hunk they belong to. Lines of code never begin so: each has its
/// mark in front.
enum EnclosingSymbols {
  /// The innermost declaration of each of `count` hunks; empty texts where the prompt does not tell.
  static func read(_ body: String, hunks count: Int) -> [String] {
    let bytes = Array(body.utf8)
    var symbols: [String] = []
    var current = ""
    LineRanges.forEach(in: bytes.span) { line in
      guard line.count >= 4,
        bytes[line.lowerBound] == UInt8(ascii: "i") || bytes[line.lowerBound] == UInt8(ascii: "@")
      else { return }
      let text = bytes[line]
      if text.starts(with: inMark) {
        current = HunkIndex.collapsed(text.dropFirst(inMark.count))
      } else if text.starts(with: hunkMark) {
        symbols.append(current)
      }
    }
    return symbols.count == count ? symbols : Array(repeating: "", count: count)
  }

  private static let inMark = Array("in: ".utf8)
  private static let hunkMark = Array("@@ ".utf8)
}
