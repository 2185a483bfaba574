import Model
import Reporting
import Testing

@Suite struct StatusDocumentTests {
  static let runs = [
    RunStatus(
      id: PaymentStory.runID, job: "pull-request", base: PaymentStory.range.base,
      head: PaymentStory.range.head,
      state: .running, startedAt: PaymentStory.start, endedAt: nil, exitCode: nil,
      counts: [.answered: 12, .planned: 7, .failed: 1], spent: .zero),
    RunStatus(
      id: PaymentStory.earlierRun, job: "nightly\u{1B}[2J", base: PaymentStory.range.base,
      head: PaymentStory.range.head, state: .incomplete, startedAt: PaymentStory.start - 90_000_000,
      endedAt: PaymentStory.start - 89_000_000, exitCode: 3, counts: [.answered: 40, .needsHuman: 2],
      spent: Money(micros: 125_000)),
  ]

  @Test func `runs are a table for people`() throws {
    try Golden.expect(StatusDocument.table(Self.runs, width: 0), equals: "status.txt")
  }

  @Test func `runs are one JSON document for programs`() throws {
    try Golden.expect(StatusDocument.json(Self.runs), equals: "status.json")
  }

  @Test func `an empty store says so`() {
    #expect(StatusDocument.table([], width: 80) == "No run is in this store yet.\n")
    #expect(StatusDocument.json([]) == "{\n  \"runs\": []\n}\n")
  }
}
