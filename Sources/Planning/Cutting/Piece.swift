/// A stretch of one hunk's lines that stays together in one unit.
struct Piece: Sendable, Hashable {
  /// Why the stretch does not hold the whole hunk.
  struct Cut: Sendable, Hashable {
    /// 1-based.
    var part: Int
    var parts: Int
    /// Neither end of the stretch could be laid where a declaration begins.
    var isForced: Bool
  }

  /// Index into `FilePatch.hunks`.
  var hunk: Int
  /// Indices into `FilePatch.lines`.
  var lines: Range<Int>
  /// Nil for a whole hunk.
  var cut: Cut?
}
