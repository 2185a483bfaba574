import Fakes
import Inference
import Model
import Testing

@Suite struct `An answer` {
  private func read(_ text: String, categories: [Category] = Category.allCases) -> Reading {
    AnswerReader.read(text, of: Sample.unit, categories: categories)
  }

  private func valid(_ text: String) throws -> Answer {
    guard case .valid(let answer) = read(text) else { throw NotValid(reading: read(text)) }
    return answer
  }

  private struct NotValid: Error { let reading: Reading }

  @Test func `becomes a finding with every field`() throws {
    let answer = try valid(Sample.answer(Sample.item(["suggestion": #""Use if let.""#])))
    let finding = try #require(answer.findings.first)
    #expect(answer.dropped.isEmpty)
    #expect(finding.file == "Sources/App/Cache.swift")
    #expect(finding.startLine == 11 && finding.endLine == 11)
    #expect(finding.anchor == .hunk)
    #expect(finding.severity == .high && finding.category == .correctness && finding.confidence == 0.9)
    #expect(finding.title == "Crash on a miss")
    #expect(finding.explanation == "The value is unwrapped by force.")
    #expect(finding.failureScenario == "A key that is not there.")
    #expect(finding.suggestion == "Use if let.")
    #expect(finding.quote == "let value = cache[key]!")
  }

  @Test(arguments: [
    #"{"findings":[]}"#, "  {\"findings\" : [ ] }\n", "```json\n{\"findings\":[]}\n```",
    "Here is the review:\n\n{\"findings\":[]}\nHope that helps {really}.", "[]", "\u{FEFF}{\"findings\":[]}",
    #"<think>maybe {"findings":[1]}?</think>{"findings":[]}"#, #"{"issues":[]}"#,
    #"I looked at {this} and [that]. {"findings":[]}"#,
  ])
  func `is found whatever stands around it`(text: String) throws {
    #expect(try valid(text) == Answer(findings: []))
  }

  @Test(arguments: [
    ("", "it is empty"), (" \n", "it is empty"), ("No problems found.", "it holds no JSON object"),
    (#"{"ok":true}"#, "its JSON object has no list named findings"),
    (#"{"findings":[{"quote":"x"#, "its JSON has an end in the middle at byte 24"),
    (#"{"findings":"none"}"#, "its JSON object has no list named findings"),
    (#"{"findings":[1,"x",null]}"#, "none of its 3 findings has the fields that were asked for"),
  ])
  func `that is none says what is wrong`(text: String, problem: String) {
    #expect(read(text) == .malformed(problem: problem))
  }

  @Test(arguments: [
    String(repeating: "{", count: 100_000), String(repeating: "[", count: 100_000),
    String(repeating: #"{"findings":["#, count: 10_000), String(repeating: "\0", count: 1000),
    String(repeating: "{}", count: 50_000), "\u{1B}[2J\u{1B}]0;title\u{7}",
  ])
  func `that is hostile is only malformed`(text: String) {
    guard case .malformed = read(text) else { return #expect(Bool(false), "\(read(text))") }
  }

  @Test(
    arguments: [
      ["severity": nil], ["severity": #""gigantic""#], ["severity": "7"], ["category": nil],
      ["category": #""astrology""#], ["failureScenario": nil], ["failureScenario": #"" ""#],
      ["title": nil, "explanation": nil],
    ] as [[String: String?]])
  func `loses only the item that is bad`(changes: [String: String?]) throws {
    let answer = try valid(Sample.answer(Sample.item(changes), Sample.item()))
    #expect(answer.findings.count == 1)
    #expect(answer.dropped == ["invalid": 1])
  }

  @Test func `loses findings of categories that the job leaves out`() {
    let text = Sample.answer(Sample.item(["category": #""tests""#]), Sample.item())
    guard case .valid(let answer) = read(text, categories: [.correctness]) else {
      return #expect(Bool(false))
    }
    #expect(answer.dropped == ["invalid": 1])
  }

  @Test(arguments: [
    (#""HIGH""#, Severity.high), (#""Blocker""#, .critical), (#""major""#, .high), (#""warning""#, .medium),
    (#""nit""#, .low), (#""info""#, .low),
  ])
  func `understands near spellings of a severity`(text: String, severity: Severity) throws {
    #expect(try valid(Sample.answer(Sample.item(["severity": text]))).findings.first?.severity == severity)
  }

  @Test(arguments: [
    (#""Error Handling""#, Category.errorHandling), (#""error_handling""#, .errorHandling),
    (#""bug""#, .correctness),
    (#""Security""#, .security), (#""race condition""#, .concurrency), (#""testing""#, .tests),
    (#""style""#, .maintainability), (#""API""#, .api),
  ])
  func `understands near spellings of a category`(text: String, category: Category) throws {
    #expect(try valid(Sample.answer(Sample.item(["category": text]))).findings.first?.category == category)
  }

  @Test(arguments: [
    ("0.25", 0.25), ("85", 0.85), ("-1", 0), (#""high""#, 0.8), (#""0.4""#, 0.4), ("null", 0.5), ("1e300", 1),
  ])
  func `keeps confidence between 0 and 1`(text: String, confidence: Double) throws {
    #expect(
      try valid(Sample.answer(Sample.item(["confidence": text]))).findings.first?.confidence == confidence)
  }

  @Test func `keeps twenty findings and counts the rest`() throws {
    let items = (0..<30).map { Sample.item(["quote": "\"nowhere \($0)\""]) }
    let text = #"{"findings":[\#((items + [Sample.item()]).joined(separator: ","))]}"#
    guard case .unanchored(let answer) = read(text) else { return #expect(Bool(false)) }
    #expect(answer.findings.count == 20)
    #expect(answer.dropped == ["too-many": 11])
  }

  @Test func `counts one finding once`() throws {
    let answer = try valid(Sample.answer(Sample.item(), Sample.item(["title": #""Again""#])))
    #expect(answer.findings.count == 1)
    #expect(answer.dropped == ["duplicate": 1])
  }

  @Test(arguments: [
    (#""\u001b[31mred\u001b[0m \u001b]0;t\u0007end""#, "red end"), (#""a\u0000b\u0008c\u007fd""#, "abcd"),
    (#""two\nlines\tand tab""#, "two lines and tab"), (#""\u202egnirts\u202c \u200e\u2066x""#, "gnirts x"),
    (#""\u0085\u009b31m é 😀""#, "31m é 😀"),
  ])
  func `is free of terminal escapes and control characters`(title: String, expected: String) throws {
    #expect(try valid(Sample.answer(Sample.item(["title": title]))).findings.first?.title == expected)
  }

  @Test func `is cut to a bounded length between characters`() throws {
    let long = String(repeating: "é", count: 10_000)
    let item = Sample.item([
      "title": "\"\(long)\"", "explanation": "\"\(long)\"", "suggestion": "\"\(long)\"",
    ])
    let finding = try #require(try valid(Sample.answer(item)).findings.first)
    #expect(finding.title == String(repeating: "é", count: 100) + "…")
    #expect(finding.explanation.utf8.count <= 2003)
    #expect((finding.suggestion?.utf8.count ?? 0) <= 2003)
  }

  @Test func `of the canned reviewer is valid`() throws {
    let answer = try valid(CannedReview.text(for: Sample.body))
    #expect(answer.findings.first?.startLine == 11)
  }
}
