import Model
import Testing

@testable import Reporting

@Suite struct MarkdownReportTests {
  /// A record of 60 findings whose every foreign text is hostile.
  static var hostile: RunRecord {
    let texts = MarkdownTextTests.hostile
    func text(_ index: Int) -> String { texts[index % texts.count] }
    var record = PaymentStory.findings.record
    record.header.job.name = text(0)
    record.header.ranges[0].title = text(5)
    record.header.ranges[0].notes = [text(8), text(17)]
    record.header.ranges[0].repository = text(3)
    record.files[0].rule = text(44)
    record.units[2].state = .failed
    record.units[2].stateReason = texts.joined(separator: " ")
    record.units[0].answer?.findings = (0..<60).map { index in
      PaymentStory.finding(
        "hostile \(index)", text(index), 1...2, .high, .security, confidence: 1, title: text(index + 1),
        explanation: text(index + 2) + "\n" + text(index + 3), scenario: text(index + 4),
        suggestion: text(index + 5) + "\n" + text(index + 6), quote: text(index + 7) + "\n" + text(index + 8))
    }
    return record
  }

  @Test func `no line of a hostile report is more than it looks`() throws {
    let text = try ReportRenderer.render(Self.hostile, as: .markdown)
    var fence: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let mark = fence {
        if line == mark { fence = nil }
        continue
      }
      if line.hasPrefix("```") {
        fence = String(line.prefix { $0 == "`" })
        continue
      }
      let body = Self.withoutOwnMarks(line)
      #expect(MarkdownChecker(body).attack == nil, "\(line)")
    }
    #expect(fence == nil)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0 != "\t" && VisibleText.hides($0) })
  }

  /// A line without the marks that the report itself sets: headings, bullets, cells, bold, notes, sums.
  private static func withoutOwnMarks(_ line: String) -> String {
    var line = line
    if line.hasPrefix("| ") {
      if line.contains("| :-- |") { return "" }
      line = String(line.dropFirst(2)).replacing(" | ", with: " ").replacing(#/( \|)+$/#, with: "")
    }
    for mark in ["### ", "## ", "# ", "> ", "- "] where line.hasPrefix(mark) {
      line.removeFirst(mark.count)
      break
    }
    line = line.replacing("**", with: "").replacing(#/^\*(\d.*)\*$/#) { "\($0.output.1)" }
    line = line.replacing(#/\+(\d+) −/#) { "\($0.output.1) " }
    line = line.replacing(#/\$(\d)/#) { "\($0.output.1)" }.replacing(#/^(\d+)\. /#) { "\($0.output.1) " }
    line = line.replacing(#/ \d\d:\d\d:\d\d UTC/#, with: "")
    return String(line.trimmingPrefix(" "))
  }

  @Test func `a report stays below its limit and counts what it leaves out`() throws {
    for limit in [3_000, 20_000, 65_000, 900_000] {
      let text = try ReportRenderer.render(Self.hostile, as: .markdown, byteLimit: limit)
      #expect(text.utf8.count <= limit)
      #expect(text.contains("would not fit here") == (limit == 20_000))
      #expect(text.contains("does not fit into 3,000 bytes") == (limit == 3_000))
      #expect(text.hasPrefix("# \(Verdict(of: Self.hostile).line)\n"))
    }
  }

  @Test func `no section is empty`() throws {
    for story in PaymentStory.allCases {
      let lines = try ReportRenderer.render(story.record, as: .markdown).split(separator: "\n")
      for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("#") {
        let isInner = next.prefix { $0 == "#" }.count > line.prefix { $0 == "#" }.count
        #expect(!next.hasPrefix("#") || isInner, "\(line)")
      }
      #expect(lines.last?.hasPrefix("#") == false)
    }
  }

  @Test(arguments: [("A.swift", "swift"), ("a.b.PY", "python"), ("Makefile", "text"), ("x.mermaid", "text")])
  func `the colour of a fence is a word of ours`(path: String, language: String) {
    #expect(FenceLanguage.of(path: path) == language)
  }
}
