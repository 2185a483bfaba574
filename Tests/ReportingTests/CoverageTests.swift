import Model
import Testing

@testable import Reporting

@Suite struct CoverageTests {
  @Test func `the fates sum up to the changed lines whatever happened`() {
    let seed: UInt64 = 20_261_122
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let units = PaymentStory.units.map { unit in
        unit.ended(UnitState.allCases.randomElement(using: &generator) ?? .planned, nil)
      }
      let state: RunState = Bool.random(using: &generator) ? .interrupted : .incomplete
      let coverage = Coverage(of: PaymentStory.record(state, units))
      #expect(coverage.total == LineCount(added: 90, removed: 26))
      #expect(coverage.addsUp)
      #expect(coverage.excluded == LineCount(added: 8, removed: 8))
      for row in coverage.rows { #expect(row.lines.total == row.file.lines) }
    }
  }

  @Test func `lines that no unit claims are failed and named, never lost`() {
    let coverage = Coverage(of: PaymentStory.record(.complete, VerdictTests.answered.dropLast()))
    #expect(coverage.failed == LineCount(added: 27, removed: 0))
    #expect(coverage.total == LineCount(added: 90, removed: 26))
    #expect(!coverage.addsUp)
    let verdict = Verdict(of: PaymentStory.record(.complete, VerdictTests.answered.dropLast()))
    #expect(verdict.exitCode == 3)
  }

  @Test func `a unit of a file that the plan does not know is not taken for coverage`() {
    var units = VerdictTests.answered
    units.append(PaymentStory.unit(6, "Sources/Stray.swift", 5, 5).answered())
    let coverage = Coverage(of: PaymentStory.record(.complete, units))
    #expect(coverage.total == LineCount(added: 90, removed: 26))
    #expect(!coverage.addsUp)
  }

  @Test func `lines of a plan that was cut short are deferred`() {
    var record = PaymentStory.record(.interrupted, [])
    record.isPlanned = false
    let coverage = Coverage(of: record)
    #expect(coverage.deferred == LineCount(added: 82, removed: 18))
    #expect(coverage.failed == .zero)
  }

  @Test func `a file that changes its type is two rows of one path, each with its own units`() {
    var gone = PaymentStory.file("link", .deleted, 0, 4)
    var come = PaymentStory.file("link", .added, 6, 0)
    let units = [
      PaymentStory.unit(0, "link", 0, 4, part: 1).ended(.failed, nil),
      PaymentStory.unit(1, "link", 6, 0, part: 2).answered(),
    ]
    gone.units = [units[0].id]
    come.units = [units[1].id]
    let coverage = Coverage(of: PaymentStory.record(.incomplete, units, files: [gone, come]))
    #expect(coverage.addsUp)
    #expect(coverage.rows.map(\.lines.reviewed.added) == [0, 6])
    #expect(coverage.rows.map(\.lines.failed.removed) == [4, 0])
  }

  @Test func `equal paths of two ranges are two files`() {
    var record = PaymentStory.record(.complete, VerdictTests.answered)
    var files = record.files
    for index in files.indices { files[index].range = 1 }
    record.files += files
    record.units += PaymentStory.units.map { unit in
      var unit = unit.ended(.failed, "no answer")
      unit.range = 1
      return unit
    }
    let coverage = Coverage(of: record)
    #expect(coverage.reviewed == LineCount(added: 82, removed: 18))
    #expect(coverage.failed == LineCount(added: 82, removed: 18))
  }
}
