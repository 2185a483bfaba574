import Foundation
import Model
import Testing

@testable import Reporting

@Suite struct ReportTests {
  @Test func `findings stand by severity, then file, then line, whatever the order of the answers`() {
    let titles = Report(of: PaymentStory.findings.record).findings.map(\.finding.title)
    var record = PaymentStory.findings.record
    record.units.reverse()
    #expect(Report(of: record).findings.map(\.finding.title) == titles)
    #expect(
      Report(of: record).findings.map(\.finding.severity) == [
        .critical, .critical, .high, .medium, .medium, .low,
      ])
  }

  @Test func `a claim made by two units is one finding that names both places`() {
    var record = PaymentStory.findings.record
    var again = PaymentStory.roundedAmount
    again.startLine = 90
    again.endLine = 91
    again.severity = .critical
    record.units[4].answer?.findings.append(again)
    let findings = Report(of: record).findings.filter { $0.finding.fingerprint == again.fingerprint }
    #expect(findings.count == 1)
    #expect(findings.first?.finding.severity == .critical)
    #expect(findings.first?.otherPlaces.map(\.startLine) == [18])
  }

  @Test func `retry, fallback, repair, escalation and verification are counted apart`() {
    var record = PaymentStory.findings.record
    record.units[5] = record.units[5].tried("mac", .retry, at: 8).tried(
      "router", .escalation(.malformed), at: 9)
    let routes = Report(of: record).routes
    #expect(routes.map(\.node) == ["mac", "mini", "router"])
    #expect(routes.map(\.retries) == [1, 0, 0])
    #expect(routes.map(\.fallbacks) == [0, 1, 0])
    #expect(routes.map(\.repairs) == [1, 0, 0])
    #expect(routes.map(\.escalations) == [[:], [:], [.malformed: 1]])
    #expect(routes.map(\.verifications) == [[:], [:], [.highSeverity: 1]])
    #expect(routes.map(\.units) == [6, 1, 2])
  }

  @Test func `what left the building is counted per cloud node, an idle one with zeros`() {
    let sent = Report(of: PaymentStory.findings.record).egress
    #expect(sent.map(\.node) == ["router"] && sent.map(\.requestBytes) == [6_204] && sent.map(\.units) == [1])
    let idle = Report(of: PaymentStory.clean.record).egress
    #expect(idle.map(\.requestBytes) == [0] && idle.map(\.units) == [0])
  }

  @Test func `a restricted unit that reached a cloud node is called a leak`() throws {
    var record = PaymentStory.findings.record
    record.units[0] = record.units[0].tried("router", .escalation(.riskPath), at: 9)
    #expect(Report(of: record).egress.first?.restrictedUnits == 1)
    #expect(try ReportRenderer.render(record, as: .markdown).contains("treat it as a leak"))
  }

  @Test func `a rate is taken from the node's clock, else from ours`() {
    let routes = Report(of: PaymentStory.findings.record).routes
    // router: 96 + 9 tokens in 4,000 ms less 490 ms to the first.
    #expect(routes.last?.tokensPerSecond.map { Figure.tenths($0.median) } == "29.9")
    // mini: 96 + 3 tokens in the 3,000 ms it reports.
    #expect(routes[1].tokensPerSecond?.median == 33)
  }

  @Test(
    arguments: [
      ([1.0], 1.0, 1.0), ([1, 2], 1, 2), ([3, 1, 2], 2, 3), ((1...100).map(Double.init), 50, 95),
      ((1...20).map(Double.init), 10, 19),
    ] as [([Double], Double, Double)])
  func `percentiles are values that were measured`(values: [Double], median: Double, p95: Double) throws {
    let spread = try #require(Spread(of: values))
    #expect(spread.median == median && spread.p95 == p95)
  }

  @Test func `a figure of a hundred percent means all of it`() {
    #expect(Figure.percent(99_999, of: 100_000) == "99.9 %" && Figure.percent(1, of: 100_000) == "0.1 %")
    #expect(
      Figure.dollars(Money(micros: 2_000_000)) == "$2.00"
        && Figure.dollars(Money(micros: 4_215)) == "$0.004215")
    #expect(Figure.percent(5, of: 5) == "100 %")
    #expect(Figure.percent(0, of: 0) == "–")
    #expect(Figure.grouped(1_234_567) == "1,234,567" && Figure.grouped(-1234) == "-1,234")
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_795_381_163_000, "2026-11-22T20:59:23Z"), (-1, "1969-12-31T23:59:59Z"),
      (951_782_400_000, "2000-02-29T00:00:00Z"), (4_107_542_400_000, "2100-03-01T00:00:00Z"),
    ] as [(Int64, String)])
  func `instants are written in universal time`(milliseconds: Int64, text: String) {
    #expect(Timestamp.iso(milliseconds) == text)
  }
}
