/// The declarations around a unit's hunks, read back from its prompt: lines that begin with "in: " name them,
/// outermost first, before the "@@" line of the hunk they belong to. Lines of code never begin so: each has its
/// mark in front.
enum EnclosingSymbols {
  /// The innermost declaration of each of `count` hunks; empty texts where the prompt does not tell.
  static func read(_ body: String, hunks count: Int) -> [String] {
    var symbols: [String] = []
    var current = ""
    for line in Array(body.utf8).split(separator: 10) {
      if line.starts(with: "in: ".utf8) {
        current = HunkIndex.collapsed(line.dropFirst(4))
      } else if line.starts(with: "@@ ".utf8) {
        symbols.append(current)
      }
    }
    return symbols.count == count ? symbols : Array(repeating: "", count: count)
  }
}
