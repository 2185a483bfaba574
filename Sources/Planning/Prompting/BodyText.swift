import Git
import Model

/// The text of one unit: its hunks on the new side with their line numbers, removed lines apart.
struct BodyText {
  /// What is sent, between fences.
  private(set) var bytes: [UInt8] = []
  private(set) var hunks: [UnitHunk] = []
  private(set) var lines = LineCount.zero
  /// The enclosing headers, in the order in which they are told.
  private(set) var enclosing: [String] = []

  private let patch: FilePatch
  private let longLine: Int
  private var lastHeaders: [Range<Int>] = []

  init(_ patch: FilePatch, title: String, longLine: Int) {
    self.patch = patch
    self.longLine = longLine
    bytes.reserveCapacity(patch.bytes.count * 5 / 4 + 256)
    write(title)
    write("\n")
  }

  mutating func append(_ piece: Piece, headers: [Range<Int>]) {
    if headers != lastHeaders { write(headers) }
    lastHeaders = headers
    let span = HunkSpan(of: piece, in: patch)
    writeHead(of: piece, span)
    writeNewSide(piece)
    writeOldSide(piece, span)
    hunks.append(UnitHunk(span: span, text: text(of: piece)))
    for line in patch.lines[piece.lines] {
      if line.isAdded { lines.added += 1 }
      if line.isRemoved { lines.removed += 1 }
    }
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ headers: [Range<Int>]) {
    for header in headers {
      let shown = header.prefix(160)
      write("in: ")
      let start = bytes.count
      bytes.append(contentsOf: patch.content[shown])
      enclosing.append(String(decoding: bytes[start...], as: UTF8.self))
      bytes.append(10)
    }
  }

  private mutating func writeHead(of piece: Piece, _ span: HunkSpan) {
    let side = span.newLines > 0 ? "new" : "old"
    let start = span.newLines > 0 ? span.newStart : span.oldStart
    let count = span.newLines > 0 ? span.newLines : span.oldLines
    let numbers = count == 1 ? "line \(start)" : "lines \(start)-\(start + count - 1)"
    let cut = piece.cut.map { ", part \($0.part) of \($0.parts) of one hunk" } ?? ""
    write("@@ \(side) \(numbers)\(cut) @@\n")
  }

  private mutating func writeNewSide(_ piece: Piece) {
    for line in patch.lines[piece.lines] where !line.isRemoved {
      bytes.append(line.isAdded ? UInt8(ascii: "+") : 32)
      BodyText.write(line, of: patch, longLine: longLine, into: &bytes)
      if line.lacksNewline { write("\\ no newline at end of file\n") }
    }
  }

  /// Each run of removed lines under the new-side number of the line it stood before.
  private mutating func writeOldSide(_ piece: Piece, _ span: HunkSpan) {
    var next = span.newLines > 0 ? span.newStart : span.newStart + 1
    var isInRun = false
    for line in patch.lines[piece.lines] {
      guard line.isRemoved else {
        next += 1
        isInRun = false
        continue
      }
      if !isInRun { write("removed before \(next):\n") }
      isInRun = true
      bytes.append(UInt8(ascii: "-"))
      BodyText.write(line, of: patch, longLine: longLine, into: &bytes)
      if line.lacksNewline { write("\\ no newline at end of file\n") }
    }
  }

  private func text(of piece: Piece) -> String {
    let lines = patch.lines[piece.lines]
    var text: [UInt8] = []
    text.reserveCapacity(
      lines.count * 2 + (lines.last?.text.upperBound ?? 0) - (lines.first?.text.lowerBound ?? 0))
    for line in lines {
      text.append(line.isAdded ? UInt8(ascii: "+") : line.isRemoved ? UInt8(ascii: "-") : 32)
      BodyText.write(line, of: patch, longLine: longLine, into: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The line and a line feed; a line beyond the limit is cut, and the cut says how much is missing.
  private static func write(_ line: DiffLine, of patch: FilePatch, longLine: Int, into text: inout [UInt8]) {
    text.append(contentsOf: patch.bytes[line.text.prefix(longLine)])
    if line.text.count > longLine {
      text.append(contentsOf: " […cut by sluice: \(line.text.count - longLine) more bytes of this line]".utf8)
    }
    text.append(10)
  }
}
