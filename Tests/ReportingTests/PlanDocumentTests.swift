import Foundation
import Model
import Testing

@testable import Reporting

@Suite struct PlanDocumentTests {
  static let prompt = Prompt(
    instructions: "Review.", shared: "Siblings.\n", body: "Hunks.", estimatedTokens: 812)

  static func unit(_ record: UnitRecord, range: Int = 0) -> ReviewUnit {
    ReviewUnit(
      id: record.id, range: range, path: record.path, part: record.part, parts: record.parts,
      lines: record.lines,
      hunks: [UnitHunk(span: HunkSpan(oldStart: 3, oldLines: 7, newStart: 3, newLines: 15), text: "+a\n")],
      sensitivity: record.sensitivity, sensitivityRules: record.sensitivityRules, signals: record.signals,
      prompt: prompt, group: Digest(of: ["group"]), fields: [:])
  }

  static func plan(ranges: Int = 1) -> PlanDocument {
    var (files, units) = ([PlannedFile](), [ReviewUnit]())
    for range in 0..<ranges {
      units += PaymentStory.units.map { unit($0, range: range) }
      files += PaymentStory.files.map { file in
        var file = file
        file.range = range
        file.units = PaymentStory.units.filter { $0.path == file.path }.map(\.id)
        return file
      }
    }
    let routes = units.map { unit in
      unit.signals.contains(.guardRemoved)
        ? PlannedRoute(
          tier: .cloud, node: "router", reason: "guard-removed asks for the cloud",
          maxCost: Money(micros: 12_345))
        : PlannedRoute(tier: .local, node: "mac", reason: "first choice of mode auto", maxCost: .zero)
    }
    return PlanDocument(
      ranges: Array(repeating: PaymentStory.range, count: ranges), files: files, units: units, routes: routes)
  }

  @Test func `a plan of one range is the document that scripts know`() throws {
    try Golden.expect(Self.plan().json(withPrompts: false), equals: "plan.json")
    let document = try #require(Self.parse(Self.plan().json(withPrompts: false)) as? [String: Any])
    #expect(Set(document.keys) == ["base", "head", "mergeBase", "files", "units", "totals"])
    let unit = try #require((document["units"] as? [[String: Any]])?.first)
    #expect(
      Set(unit.keys) == [
        "id", "path", "part", "parts", "added", "removed", "hunks", "promptTokens", "sensitivity",
        "sensitivityRules", "signals", "tier", "reason", "maxCostUSD",
      ])
    let file = try #require((document["files"] as? [[String: Any]])?.first)
    #expect(
      Set(file.keys) == [
        "path", "oldPath", "status", "added", "removed", "disposition", "rule", "units",
      ])
    let totals = try #require(document["totals"] as? [String: Any])
    #expect(Set(totals.keys) == ["files", "added", "removed", "planned", "excluded", "units"])
  }

  @Test func `several ranges are several plans with one total`() throws {
    let document = try #require(Self.parse(Self.plan(ranges: 2).json(withPrompts: false)) as? [String: Any])
    #expect(Set(document.keys) == ["plans", "totals"])
    let plans = try #require(document["plans"] as? [[String: Any]])
    #expect(plans.map { ($0["units"] as? [Any])?.count } == [6, 6])
    #expect((document["totals"] as? [String: Any])?["units"] as? Int == 12)
  }

  @Test func `prompts are there when asked for, as the texts of the two messages`() throws {
    let document = try #require(Self.parse(Self.plan().json(withPrompts: true)) as? [String: Any])
    let unit = try #require((document["units"] as? [[String: Any]])?.first)
    #expect(unit["prompt"] as? [String: String] == ["instructions": "Review.", "user": "Siblings.\nHunks."])
  }

  @Test(arguments: [0, 100])
  func `the table tells what goes where, what is left out and what it may cost`(width: Int) throws {
    let table = Self.plan().table(width: width)
    try Golden.expect(table, equals: "plan-\(width).txt")
    let lines = table.split(separator: "\n").dropLast()
    #expect(width == 0 || lines.allSatisfy { TerminalTable.width(of: String($0)) <= width })
  }

  @Test func `an empty plan says that nothing differs`() {
    let plan = PlanDocument(ranges: [PaymentStory.range], files: [], units: [], routes: [])
    #expect(plan.table(width: 80) == "Nothing to review: no file differs between base and head.\n")
  }

  @Test func `a table for a terminal holds no escapes`() {
    var table = TerminalTable([.init(title: "PATH", yield: .middle), .init(title: "N", side: .right)])
    table.add(["a\u{1B}[31mb\u{202E}\nc", "1"])
    #expect(table.text(width: 0) == "PATH                    N\na\\u{1B}[31mb\\u{202E} c  1\n")
  }

  @Test(arguments: [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("👍", 2), ("Ü", 1)])
  func `a wide character takes two columns and a mark none`(text: String, width: Int) {
    #expect(TerminalTable.width(of: text) == width)
  }

  private static func parse(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }
}
