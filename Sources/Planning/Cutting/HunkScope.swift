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
  ///
  /// A piece that begins with removed lines may begin in one function on the old side and in another on the new one:
  /// both the first changed line and the first added one are asked for.
  mutating func headers(of piece: Piece) -> [Range<Int>] {
    let first = firstNumber(of: piece)
    var found: [EnclosingScope.Header] = []
    let changed = firstText(of: piece) { !$0.isContext }
    let added = isOldSide ? nil : firstText(of: piece) { $0.isAdded }
    for line in [changed, added == changed ? nil : added].compactMap(\.self) {
      for header in headers(around: line, in: piece)
      where header.line < first && !found.contains(where: { $0.line == header.line }) {
        found.append(header)
      }
    }
    return found.sorted { $0.line < $1.line }.map(\.text)
  }

  private mutating func headers(around changed: Int, in piece: Piece) -> [EnclosingScope.Header] {
    let line = number(of: changed, in: piece)
    let (indent, start) = Indentation.measure(patch.bytes, patch.lines[changed].text)
    let text = start..<patch.lines[changed].text.upperBound
    let closes = !text.isEmpty && LineRole(patch.bytes, text) == .continuation
    return scope.headers(above: line, indent: indent, closes: closes)
  }

  /// The first line of such a kind that is not blank; a blank one when there is no other.
  private func firstText(of piece: Piece, _ isWanted: (DiffLine) -> Bool) -> Int? {
    var blank: Int?
    for index in piece.lines where isWanted(patch.lines[index]) {
      let text = patch.lines[index].text
      if Indentation.measure(patch.bytes, text).start < text.upperBound { return index }
      blank = blank ?? index
    }
    return blank
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
