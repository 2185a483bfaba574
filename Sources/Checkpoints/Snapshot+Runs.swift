import GRDB
import Model

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Snapshot {
  /// All runs, the one that began last first.
  func runs() throws -> [RunSummary] {
    try summaries(database.rows("SELECT \(Snapshot.columns) FROM runs r ORDER BY r.number DESC"))
  }

  func latestRun(planDigest: Digest) throws -> RunSummary? {
    try summaries(
      database.rows(
        "SELECT \(Snapshot.columns) FROM runs r WHERE r.plan_digest = ? ORDER BY r.number DESC LIMIT 1",
        [planDigest.data])
    ).first
  }

  private static let columns = """
    r.number, r.header, r.state, r.planned, r.ended, r.exit_code,
    (SELECT micros FROM spending WHERE scope = 'run:' || r.number)
    """

  private func summaries(_ rows: RowCursor) throws -> [RunSummary] {
    var summaries: [RunSummary] = []
    while let row = try rows.next() {
      let header = try RunHeader(encoded: try row.value(1))
      summaries.append(
        RunSummary(
          id: header.id, job: header.job.name, ranges: header.ranges, state: try row.word(2),
          isPlanned: try row.value(3), startedAt: header.startedAt, endedAt: try row.value(4),
          exitCode: try row.value(5), counts: try counts(of: try row.value(0)),
          spent: Money(micros: try row.value(6) as Int64? ?? 0), planDigest: header.planDigest))
    }
    return summaries
  }

  private func counts(of run: Int64) throws -> [UnitState: Int] {
    var counts: [UnitState: Int] = [:]
    let rows = try database.rows(
      "SELECT state, count(*) FROM run_units WHERE run = ? GROUP BY state", [run])
    while let row = try rows.next() { counts[try row.word(0)] = try row.value(1) }
    return counts
  }

  func header(of id: String) throws -> RunHeader {
    let rows = try database.rows("SELECT header FROM runs WHERE id = ?", [id])
    guard let row = try rows.next() else { throw StoreError(.noSuchRun(id), path: path) }
    return try RunHeader(encoded: try row.value(0))
  }

  /// The identities whose answers the run holds.
  func models(in id: String) throws -> Set<String> {
    var models: Set<String> = []
    let rows = try database.rows(
      """
      SELECT m.model, m.version FROM makers m WHERE m.number IN
        (SELECT a.maker FROM run_units r JOIN answers a ON a.number = r.answer WHERE r.run = ?)
      """, [try number(ofRun: id)])
    while let row = try rows.next() {
      models.insert(ModelIdentity(model: try row.value(0), version: try row.value(1)).text)
    }
    return models
  }

  /// Everything a report needs of a run.
  func record(of id: String) throws -> RunRecord {
    let number = try number(ofRun: id)
    let rows = try database.rows(
      "SELECT header, state, planned, ended, exit_code FROM runs WHERE number = ?", [number])
    guard let row = try rows.next() else { throw StoreError(.noSuchRun(id), path: path) }
    let header = try RunHeader(encoded: try row.value(0))
    let state: RunState = try row.word(1)
    let isPlanned: Bool = try row.value(2)
    let endedAt: Int64? = try row.value(3)
    let exitCode: Int? = try row.value(4)
    return RunRecord(
      header: header, state: state, isPlanned: isPlanned, endedAt: endedAt, exitCode: exitCode,
      files: try files(of: number), units: try units(of: number))
  }

  private func files(of run: Int64) throws -> [PlannedFile] {
    var files: [PlannedFile] = []
    let rows = try database.rows(
      """
      SELECT range, path, old_path, encoded, status, added, removed, disposition, rule, units
      FROM run_files WHERE run = ? ORDER BY position
      """, [run])
    while let row = try rows.next() {
      files.append(
        PlannedFile(
          range: try row.value(0), path: try row.value(1), oldPath: try row.value(2),
          percentEncoded: try row.value(3), status: try row.word(4), lines: try row.lines(5),
          disposition: try row.word(7), rule: try row.value(8), units: try row.digests(9)))
    }
    return files
  }
}

extension Row {
  fileprivate func digests(_ index: Int) throws -> [Digest] {
    let bytes = try bytes(index)
    return try stride(from: 0, to: bytes.count, by: 32).map { start in
      guard let digest = Digest(bytes: Array(bytes[start..<Swift.min(start + 32, bytes.count)])) else {
        throw Unpacker.Malformed()
      }
      return digest
    }
  }
}
