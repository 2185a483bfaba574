import Git

/// Asks for the enclosing headers of one piece after another.
struct HunkScope {
  private let patch: FilePatch
  private let isOldSide: Bool
  private var scope: EnclosingScope

  init(_ patch: FilePatch, path: RepositoryPath) {
    self.patch = patch
    // `content` holds the old side of a deletion.
    isOldSide = patch.change.status == .deleted
    let name = path.foldedName
    scope = EnclosingScope(
      content: patch.content, isMarkdown: name.hasSuffix(".md") || name.hasSuffix(".markdown"))
  }

  /// Headers above the piece that it does not show itself; pieces must come in the order of the file.
  mutating func headers(of piece: Piece) -> [Range<Int>] {
    guard let changed = firstText(of: piece) else { return [] }
    let line = number(of: changed, in: piece)
    let (indent, start) = Indentation.measure(patch.bytes, patch.lines[changed].text)
    let text = start..<patch.lines[changed].text.upperBound
    let closes = !text.isEmpty && LineRole(patch.bytes, text) == .continuation
    let first = firstNumber(of: piece)
    return scope.headers(above: line, indent: indent, closes: closes)
      .filter { $0.line < first }.map(\.text)
  }

  /// The first changed line that is not blank; a blank one when there is no other.
  private func firstText(of piece: Piece) -> Int? {
    let changed = piece.lines.filter { patch.lines[$0].kind != .context }
    return changed.first {
      Indentation.measure(patch.bytes, patch.lines[$0].text).start
        < patch.lines[$0].text.upperBound
    } ?? changed.first
  }

  /// Where the line stands in `content`, or would stand if it was removed.
  private func number(of line: Int, in piece: Piece) -> Int {
    for index in line..<piece.lines.upperBound {
      if let number = number(patch.lines[index]) { return number }
    }
    for index in (0..<line).reversed() where index >= piece.lines.lowerBound {
      if let number = number(patch.lines[index]) { return number + 1 }
    }
    let hunk = patch.hunks[piece.hunk]
    return isOldSide ? hunk.oldStart : hunk.newStart + 1
  }

  private func firstNumber(of piece: Piece) -> Int {
    for index in piece.lines { if let number = number(patch.lines[index]) { return number } }
    return .max
  }

  private func number(_ line: DiffLine) -> Int? {
    let number = Int(isOldSide ? line.oldNumber : line.newNumber)
    return number > 0 ? number : nil
  }
}
