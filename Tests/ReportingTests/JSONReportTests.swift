import Foundation
import Model
import Testing

@testable import Reporting

@Suite struct JSONReportTests {
  static func document(_ record: RunRecord) throws -> [String: Any] {
    let text = try ReportRenderer.render(record, as: .json)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(arguments: PaymentStory.allCases)
  func `the keys that scripts rely on are always there`(story: PaymentStory) throws {
    let document = try Self.document(story.record)
    #expect(Set(["run", "coverage", "findings", "units", "cost", "egress"]).isSubset(of: document.keys))
    let run = try #require(document["run"] as? [String: Any])
    #expect(Set(["id", "job", "base", "head", "state", "exitCode"]).isSubset(of: run.keys))
    let coverage = try #require(document["coverage"] as? [String: Any])
    let fates = ["reviewed", "excluded", "failed", "deferred", "needsHuman"]
    #expect(Set(fates).isSubset(of: coverage.keys))
    let counts = fates.compactMap { (coverage[$0] as? [String: Int])?["added"] }
    #expect(counts.reduce(0, +) == story.record.files.reduce(0) { $0 + $1.lines.added })
    let cost = try #require(document["cost"] as? [String: Any])
    #expect(Set(["spentUSD", "allCloudUSD", "savedPercent", "byNode"]).isSubset(of: cost.keys))
  }

  @Test func `a finding has the keys of the contract`() throws {
    let findings = try #require(
      try Self.document(PaymentStory.findings.record)["findings"] as? [[String: Any]])
    let keys = [
      "fingerprint", "file", "startLine", "endLine", "severity", "category", "confidence", "title",
      "explanation",
      "failureScenario", "suggestion", "quote", "tier", "node", "model", "verification", "state",
    ]
    for finding in findings { #expect(Set(keys).isSubset(of: finding.keys)) }
    #expect(findings.first?["confidence"] as? Double == 0.98)
    #expect(findings.last?["suggestion"] is NSNull)
  }

  @Test(
    arguments: MarkdownTextTests.hostile + ["\u{1F600}\u{E0041}\u{10FFFF}", "\"\\\u{8}\u{C}\u{7F}\u{85}"])
  func `a text comes back as it was and shows nothing that a terminal or a log obeys`(text: String) throws {
    var json = JSONWriter()
    json.object { $0.pair("text", text) }
    let written = json.text()
    let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: String]
    #expect(read?["text"].map { Array($0.utf8) } == Array(text.utf8))
    #expect(!written.dropLast().unicodeScalars.contains(where: VisibleText.hides))
    #expect(!written.contains("##"))
  }

  @Test func `numbers and empty containers are valid`() {
    var json = JSONWriter()
    json.object(.block) { json in
      json.key("list")
      json.list([1.5, .infinity, -0.25]) { $0.number($1) }
      json.key("none")
      json.array(.block) { _ in }
      json.pair("null", Int?.none)
      json.pair("money", Money(micros: 4_200))
    }
    #expect(
      json.text()
        == "{\n  \"list\": [1.5, 0.0, -0.25],\n  \"none\": [],\n  \"null\": null,\n  \"money\": \"0.004200\"\n}\n"
    )
  }

  @Test func `a path that is not UTF-8 says how it is written`() throws {
    var record = PaymentStory.findings.record
    record.files[5].path = "Sources/%DCberweisung.swift"
    record.files[5].percentEncoded = true
    record.units[5].path = record.files[5].path
    for index in record.units[5].answer?.findings.indices ?? 0..<0 {
      record.units[5].answer?.findings[index].file = record.files[5].path
    }
    let text = try ReportRenderer.render(record, as: .json)
    #expect(text.contains("\"path\": \"Sources/%DCberweisung.swift\", \"pathEncoding\": \"percent\""))
    #expect(text.split(separator: "\"pathEncoding\": \"percent\"").count == 4)
  }
}
