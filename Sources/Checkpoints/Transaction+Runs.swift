import GRDB
import Model

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Transaction {
  /// `json` is the header as `RunHeader.encoded` gives it.
  func begin(_ header: RunHeader, json: String) throws {
    try database.change(
      """
      INSERT INTO runs (id, job, header, plan_digest, started, state, planned) VALUES (?, ?, ?, ?, ?, ?, 0)
      ON CONFLICT DO NOTHING
      """,
      [
        header.id, header.job.name.storable, json, header.planDigest.data, header.startedAt,
        RunState.running.rawValue,
      ])
    guard database.changesCount == 1 else { throw mistake(.runExists(header.id)) }
  }

  func reopen(_ run: String) throws {
    try database.change(
      "UPDATE runs SET state = ?, ended = NULL, exit_code = NULL WHERE number = ?",
      [RunState.running.rawValue, try number(ofRun: run)])
  }

  func markPlanned(_ run: String) throws {
    try database.change("UPDATE runs SET planned = 1 WHERE number = ?", [try number(ofRun: run)])
  }

  func finish(_ run: String, state: RunState, exitCode: Int, endedAt: Int64) throws {
    try database.change(
      "UPDATE runs SET state = ?, exit_code = ?, ended = ? WHERE number = ?",
      [state.rawValue, exitCode, endedAt, try number(ofRun: run)])
  }

  func setCalibration(_ factor: Double, model: String) throws {
    try database.change(
      "INSERT INTO calibrations (model, factor) VALUES (?, ?) ON CONFLICT DO UPDATE SET factor = excluded.factor",
      [model.storable, factor])
  }
}

extension RunHeader {
  /// JSON; written once per run.
  var encoded: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  init(encoded text: String) throws {
    guard let header = try? JSONDecoder().decode(RunHeader.self, from: Data(text.utf8)) else {
      throw Unpacker.Malformed()
    }
    self = header
  }
}
