import ArgumentParser
import Checkpoints
import Model
import Reporting
import Runner

/// What a run came to, read back from the checkpoint, and the exit code that says so.
struct RunOutcome {
  let record: RunRecord
  let verdict: Verdict
  let exit: ExitCode

  /// Judges the run by what is on disk and writes down how it ended.
  static func conclude(_ run: String, end: RunEnd, in store: any CheckpointStore) async throws -> RunOutcome {
    var record = try await store.record(of: run)
    let isSettled = record.units.allSatisfy { $0.state == .answered }
    let failedFiles = record.files.contains { $0.disposition == .failed }
    var code: Int
    switch end {
    case .interrupted(let signal):
      record.state = .interrupted
      code = 128 + Int(signal)
    case .finished, .deadline:
      record.state = isSettled && !failedFiles ? .complete : .incomplete
      code = Verdict(of: record).exitCode
    }
    record.exitCode = code
    record.endedAt = record.endedAt ?? Moment.now
    try await store.finish(run, state: record.state, exitCode: code, endedAt: record.endedAt ?? 0)
    return RunOutcome(record: record, verdict: Verdict(of: record), exit: ExitCode(Int32(code)))
  }

  func writeReports(_ targets: [ReportTarget]) throws {
    for target in targets {
      let text = try ReportRenderer.render(record, as: target.format)
      try ReportFile.write(text, to: target.path)
      Terminal.complain("report: \(target.path)")
    }
  }
}
