import Git
import Model
import Testing

@testable import Planning

struct UnitSplitterTests {
  private static func randomHunk(_ random: inout SeededGenerator) -> String {
    let words = [
      "func a() {", "  x", "    y(1, 2)", "}", "", "  // remark", "let z = 1", "      deep", "class B {",
      "@objc",
    ]
    let count = Int.random(in: 1...(Bool.random(using: &random) ? 8 : 700), using: &random)
    var lines: [String] = []
    for _ in 0..<count {
      let mark = ["+", "-", " ", "+", "-"].randomElement(using: &random) ?? "+"
      var word = words.randomElement(using: &random) ?? ""
      if Int.random(in: 0..<300, using: &random) == 0 { word = String(repeating: "long ", count: 900) }
      lines.append(mark + word)
    }
    lines.append("+end")
    return lines.joined(separator: "\n")
  }

  @Test(arguments: [1, 2, 3, 5, 8, 13, 21, 34] as [UInt64])
  func `every line of every hunk belongs to exactly one unit`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<12 {
      let hunks = (0..<Int.random(in: 1...6, using: &random)).map { _ in Self.randomHunk(&random) }
      let patch = SamplePatch.make(hunks)
      let splitter = UnitSplitter(tokens: [200, 700, 2400, 100_000].randomElement(using: &random) ?? 200)
      let units = splitter.units(of: patch)
      #expect(units.flatMap { $0 }.flatMap { Array($0.lines) } == Array(patch.lines.indices))
      #expect(units.allSatisfy { !$0.isEmpty })
      checkBodies(of: units, patch, splitter)
    }
  }

  private func checkBodies(of units: [[Piece]], _ patch: FilePatch, _ splitter: UnitSplitter) {
    var sum = LineCount.zero
    var text = ""
    for pieces in units {
      var body = BodyText(patch, title: "file: a", longLine: .max)
      for piece in pieces { body.append(piece, headers: []) }
      sum += body.lines
      #expect(body.lines.total > 0, "a unit without a changed line asks nothing")
      for hunk in body.hunks {
        text += hunk.text
        let marks = hunk.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(\.first)
        #expect(hunk.span.oldLines == marks.count { $0 != "+" })
        #expect(hunk.span.newLines == marks.count { $0 != "-" })
      }
      let lines = pieces.reduce(0) { $0 + $1.lines.count }
      #expect(lines <= UnitSplitter.mostLines || pieces.count == 1)
    }
    #expect(sum == LineCount(added: patch.added, removed: patch.removed))
    let marks: [DiffLine.Kind: String] = [.added: "+", .removed: "-", .context: " "]
    let whole = patch.lines.map { line in
      (marks[line.kind] ?? "") + String(decoding: patch.bytes[line.text], as: UTF8.self) + "\n"
    }
    #expect(text == whole.joined())
  }

  @Test func `a small patch is one unit of whole hunks`() {
    let patch = SamplePatch.make([" a\n+b", "-c\n d"])
    let units = UnitSplitter(tokens: 2000).units(of: patch)
    #expect(units == [UnitSplitter.whole(patch)])
  }

  @Test func `hunks are kept whole while they fit`() {
    let hunk = (0..<120).map { "+line \($0)" }.joined(separator: "\n")
    let units = UnitSplitter(tokens: 100_000).units(of: SamplePatch.make([hunk, hunk, hunk]))
    #expect(units.map { $0.map(\.hunk) } == [[0, 1], [2]])
    #expect(units.flatMap { $0 }.allSatisfy { $0.cut == nil })
  }

  @Test func `a large hunk is cut where a declaration begins, its remarks with it`() {
    let function =
      "+/// Says.\n+@inlinable\n+func f() {\n" + String(repeating: "+  call()\n", count: 80) + "+}\n+\n"
    let patch = SamplePatch.make([String(repeating: function, count: 5)])
    let pieces = UnitSplitter(tokens: 100_000).units(of: patch).flatMap { $0 }
    #expect(pieces.count == 2)
    #expect(
      pieces.map(\.cut) == [
        Piece.Cut(part: 1, parts: 2, isForced: false), Piece.Cut(part: 2, parts: 2, isForced: false),
      ])
    #expect(
      String(decoding: patch.bytes[patch.lines[pieces[1].lines.lowerBound].text], as: UTF8.self)
        == "/// Says.")
  }

  @Test func `a hunk without declarations is cut behind a blank line and says so`() {
    let block = String(repeating: "+    call()\n", count: 30) + "+\n"
    let patch = SamplePatch.make([String(repeating: block, count: 20)])
    let pieces = UnitSplitter(tokens: 100_000).units(of: patch).flatMap { $0 }
    #expect(pieces.count > 2)
    #expect(pieces.allSatisfy { $0.cut?.isForced == true })
    for piece in pieces.dropFirst() { #expect(patch.lines[piece.lines.lowerBound - 1].text.isEmpty) }
    var body = BodyText(patch, title: "file: a", longLine: 1000)
    body.append(pieces[1], headers: [])
    #expect(
      String(decoding: body.bytes, as: UTF8.self).contains(", part 2 of \(pieces.count) of one hunk @@"))
  }

  @Test func `one line beyond the limit is covered and its cut is named`() {
    let patch = SamplePatch.make(["+" + String(repeating: "word ", count: 4000)])
    let splitter = UnitSplitter(tokens: 600)
    let units = splitter.units(of: patch)
    #expect(units.count == 1)
    var body = BodyText(patch, title: "file: a", longLine: splitter.longLine)
    body.append(units[0][0], headers: [])
    #expect(body.lines == LineCount(added: 1, removed: 0))
    let text = String(decoding: body.bytes, as: UTF8.self)
    #expect(text.contains("cut by sluice: 19400 more bytes of this line"))
    #expect(text.utf8.count < 1000)
  }
}
