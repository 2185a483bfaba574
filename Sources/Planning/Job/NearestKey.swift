/// Finds the word that a misspelt one was probably meant to be.
enum NearestKey {
  /// The known word with the fewest edits, when they are few enough to be a slip; ties go to the earlier one.
  static func suggestion(for word: String, among known: [String]) -> String? {
    let limit = max(2, word.utf8.count / 3)
    let scored = known.map { (word: $0, edits: edits(from: fold(word), to: fold($0))) }
    guard let best = scored.min(by: { $0.edits < $1.edits }), best.edits <= limit else { return nil }
    return best.word
  }

  /// `unknown key …; did you mean …?` or the list of what is known.
  static func sentence(unknown word: String, among known: [String], what: String) -> String {
    if let nearest = suggestion(for: word, among: known) {
      return "unknown \(what) `\(word)`; did you mean `\(nearest)`?"
    }
    return "unknown \(what) `\(word)`; known are \(known.joined(separator: ", "))"
  }

  private static func fold(_ word: String) -> [UInt8] {
    word.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
  }

  /// Insertions, deletions, replacements and swaps of neighbours. Words are bounded to 64 bytes.
  static func edits(from a: [UInt8], to b: [UInt8]) -> Int {
    let a = Array(a.prefix(64))
    let b = Array(b.prefix(64))
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var rows = [Array(0...b.count)]
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let same = a[i - 1] == b[j - 1] ? 0 : 1
        var cost = min(row[j - 1] + 1, rows[i - 1][j] + 1, rows[i - 1][j - 1] + same)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, rows[i - 2][j - 2] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
