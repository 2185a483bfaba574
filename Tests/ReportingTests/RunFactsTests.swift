import Foundation
import Model
import Testing

@testable import Reporting

@Suite struct RunFactsTests {
  /// The same answers, as a run gives them that was killed, continued and took over some of them.
  static var resumed: RunRecord {
    var record = PaymentStory.findings.record
    record.header.id = "20261123T070000Z-9b1d"
    record.header.startedAt += 36_000_000
    record.endedAt = record.endedAt.map { $0 + 36_100_000 }
    for index in record.units.indices {
      for attempt in record.units[index].attempts.indices {
        record.units[index].attempts[attempt].startedAt += 36_000_000
        record.units[index].attempts[attempt].endedAt += 36_005_000
      }
      record.units[index].answeredBy?.run = index < 3 ? PaymentStory.runID : record.header.id
      if index < 3 { record.units[index].attempts = [] }
    }
    record.units[3] = record.units[3].tried(ending: .cancelled, at: 20)
    return record
  }

  @Test func `two runs with the same answers have the same Markdown above the run facts`() throws {
    func above(_ record: RunRecord) throws -> String? {
      let text = try ReportRenderer.render(record, as: .markdown)
      let parts = text.split(separator: "\n## Run facts\n")
      #expect(parts.count == 2)
      return parts.first.map(String.init)
    }
    #expect(try above(Self.resumed) == above(PaymentStory.findings.record))
  }

  @Test func `two runs with the same answers have the same JSON but for the members that hold run facts`()
    throws
  {
    func answers(_ record: RunRecord) throws -> NSDictionary {
      let text = try ReportRenderer.render(record, as: .json)
      let document = try JSONSerialization.jsonObject(with: Data(text.utf8))
      var members = try #require(document as? [String: Any])
      for name in ["run", "routes", "cost", "egress", "inherited"] {
        #expect(members.removeValue(forKey: name) != nil)
      }
      let units = try #require(members["units"] as? [[String: Any]])
      members["units"] = units.map { $0.filter { !["attempts", "endings"].contains($0.key) } }
      return members as NSDictionary
    }
    #expect(try answers(Self.resumed) == answers(PaymentStory.findings.record))
  }

  @Test func `ids and times of the run stand nowhere above the run facts`() throws {
    let text = try ReportRenderer.render(Self.resumed, as: .markdown)
    let above = try #require(text.split(separator: "\n## Run facts\n").first)
    #expect(!above.contains("9b1d") && !above.contains("4f2a") && !above.contains(":59:23"))
  }
}
