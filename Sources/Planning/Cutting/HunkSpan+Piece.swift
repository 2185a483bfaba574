import Git
import Model

extension HunkSpan {
  /// The header that git would write above these lines of the hunk alone.
  init(of piece: Piece, in patch: FilePatch) {
    let hunk = patch.hunks[piece.hunk]
    // Counted from the hunk's own start, where a side without lines names the line before the place.
    var old = hunk.oldStart + (hunk.oldLines == 0 ? 1 : 0)
    var new = hunk.newStart + (hunk.newLines == 0 ? 1 : 0)
    for line in patch.lines[hunk.lines.lowerBound..<piece.lines.lowerBound] {
      if !line.isAdded { old += 1 }
      if !line.isRemoved { new += 1 }
    }
    let lines = patch.lines[piece.lines]
    let oldLines = lines.count { !$0.isAdded }
    let newLines = lines.count { !$0.isRemoved }
    self.init(
      oldStart: oldLines == 0 ? old - 1 : old, oldLines: oldLines,
      newStart: newLines == 0 ? new - 1 : new, newLines: newLines)
  }
}
