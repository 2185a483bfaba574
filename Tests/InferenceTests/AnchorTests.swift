import Inference
import Model
import Testing

@Suite struct `A quote` {
  struct Row: Sendable {
    let quote: String
    let anchor: Anchor
    let lines: ClosedRange<Int>

    init(_ quote: String, _ anchor: Anchor, _ lines: ClosedRange<Int>) {
      self.quote = quote
      self.anchor = anchor
      self.lines = lines
    }
  }

  private func reading(_ quote: String, file: String? = nil) -> Reading {
    let escaped = quote.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
      "\n", with: "\\n"
    )
    .replacing("\t", with: "\\t")
    var changes: [String: String?] = ["quote": "\"\(escaped)\""]
    if let file { changes["file"] = "\"\(file)\"" }
    return AnswerReader.read(
      Sample.answer(Sample.item(changes)), of: Sample.unit, categories: Category.allCases)
  }

  private func finding(_ quote: String, file: String? = nil) -> Finding? {
    switch reading(quote, file: file) {
    case .valid(let answer), .unanchored(let answer): answer.findings.first
    case .malformed: nil
    }
  }

  @Test(arguments: [
    Row("let value = cache[key]!", .hunk, 11...11),
    Row("  let value = cache[key]!  ", .hunk, 11...11),
    Row("\tlet value = cache[key]!\r", .hunk, 11...11),
    Row("+  let value = cache[key]!", .hunk, 11...11),
    Row("11   let value = cache[key]!", .hunk, 11...11),
    Row("11: + let value = cache[key]!", .hunk, 11...11),
    Row("11 | let value = cache[key]!", .hunk, 11...11),
    Row("L11: let value = cache[key]!", .hunk, 11...11),
    Row("```swift\nlet value = cache[key]!\n```", .hunk, 11...11),
    // Empty lines between do not matter.
    Row("let value = cache[key]!\nlog.debug(\"hit\")", .hunk, 11...13),
    Row("let value = cache[key]!\n\nlog.debug(\"hit\")\nreturn value", .hunk, 11...14),
    // Added before removed: line 14 of the first hunk, not line 12 of the old side.
    Row("return value", .hunk, 14...14),
    // Context.
    Row("func load(_ key: String) -> Value {", .hunk, 10...10),
    Row("for item in items {", .hunk, 43...43),
    // Context and added lines together.
    Row("return value\n}", .hunk, 14...15),
    // Removed lines have the numbers of the old side.
    Row("guard let value = cache[key] else { return fallback }", .hunk, 11...11),
    Row("- guard let value = cache[key] else { return fallback }\n- return value", .hunk, 11...12),
    // A part of a line, if it is long enough to be told from others.
    Row("= cache[key]!", .hunk, 11...11),
    // One line beyond the hunk's edge.
    Row("final class Cache {\nfunc load(_ key: String) -> Value {", .nearHunk, 10...10),
    Row("count += 1\nprint(count)", .nearHunk, 44...44),
    // Nowhere.
    Row("cache.removeAll()", .file, 0...0), Row("", .file, 0...0), Row("]!", .file, 0...0),
    Row("log.debug(\"hit\")\nlet value = cache[key]!", .file, 0...0),
    Row("a\nb\nlet value = cache[key]!", .file, 0...0),
  ])
  func `is anchored where it stands`(row: Row) throws {
    let found = try #require(finding(row.quote))
    #expect(found.anchor == row.anchor)
    #expect(found.startLine...found.endLine == row.lines)
  }

  @Test(arguments: [
    "Sources/App/Cache.swift", "a/Sources/App/Cache.swift", "./Sources/App/Cache.swift", "Cache.swift", "",
  ])
  func `that stands nowhere makes a note on the unit's own file`(file: String) {
    guard case .unanchored(let answer) = reading("nowhere at all", file: file) else {
      return #expect(Bool(false))
    }
    #expect(answer.findings.map(\.anchor) == [.file])
    #expect(answer.findings.map(\.file) == ["Sources/App/Cache.swift"])
  }

  @Test(arguments: ["Sources/Other.swift", "ache.swift", "/etc/passwd"])
  func `that stands nowhere and is said of another file is dropped`(file: String) {
    #expect(
      reading("nowhere at all", file: file) == .unanchored(Answer(findings: [], dropped: ["unanchored": 1])))
  }

  @Test func `that stands in a hunk counts whatever file the model names`() {
    #expect(finding("let value = cache[key]!", file: "Wrong.swift")?.anchor == .hunk)
  }

  @Test func `gives the same fingerprint wherever its lines move`() throws {
    var moved = Sample.unit
    for index in moved.hunks.indices { moved.hunks[index].span.newStart += 100 }
    moved.hunks[0].text = moved.hunks[0].text.replacing("  let value", with: "\tlet  value")
    let text = Sample.answer(Sample.item(["quote": #""let  value = cache[key]!""#]))
    guard case .valid(let after) = AnswerReader.read(text, of: moved, categories: Category.allCases) else {
      return #expect(Bool(false))
    }
    let before = try #require(finding("let value = cache[key]!"))
    #expect(after.findings.first?.startLine == 111)
    #expect(after.findings.first?.fingerprint == before.fingerprint)
  }

  @Test func `gives another fingerprint in another declaration, category or file`() throws {
    let text = Sample.answer(Sample.item())
    var prints: Set<Digest> = []
    var units = [Sample.unit, Sample.unit, Sample.unit]
    units[1].path = "Other.swift"
    units[2].prompt.body = units[2].prompt.body.replacing("class Cache", with: "class Store")
    for unit in units {
      guard case .valid(let answer) = AnswerReader.read(text, of: unit, categories: Category.allCases) else {
        return #expect(Bool(false))
      }
      prints.formUnion(answer.findings.map(\.fingerprint))
    }
    let security = Sample.answer(Sample.item(["category": #""security""#]))
    guard case .valid(let answer) = AnswerReader.read(security, of: units[0], categories: Category.allCases)
    else {
      return #expect(Bool(false))
    }
    prints.formUnion(answer.findings.map(\.fingerprint))
    #expect(prints.count == 4)
  }
}
