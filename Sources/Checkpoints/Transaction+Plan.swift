import Deflate
import GRDB
import Model

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Transaction {
  func clearPlan(of run: String) throws {
    let number = try number(ofRun: run)
    let planned = try database.number("SELECT planned FROM runs WHERE number = ?", [number])
    guard planned == 0 else { throw mistake(.alreadyPlanned(run)) }
    for table in ["run_files", "run_units", "attempts"] {
      try database.change("DELETE FROM \(table) WHERE run = ?", [number])
    }
  }

  func add(files: [PlannedFile], units: [ReviewUnit], to run: String) throws {
    let number = try number(ofRun: run)
    let planned = try database.number("SELECT planned FROM runs WHERE number = ?", [number])
    guard planned == 0 else { throw mistake(.alreadyPlanned(run)) }
    let file = try database.number(
      "SELECT ifnull(max(position), -1) + 1 FROM run_files WHERE run = ?", [number])
    for (position, planned) in zip((file ?? 0)..., files) { try add(planned, at: position, to: number) }
    let unit = try database.number(
      "SELECT ifnull(max(ordinal), -1) + 1 FROM run_units WHERE run = ?", [number])
    for (ordinal, planned) in zip((unit ?? 0)..., units) { try add(planned, at: ordinal, to: number) }
  }

  private func add(_ file: PlannedFile, at position: Int64, to run: Int64) throws {
    try database.change(
      "INSERT INTO run_files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        run, position, file.range, file.path, file.oldPath, file.percentEncoded, file.status.rawValue,
        file.lines.added, file.lines.removed, file.disposition.rawValue, file.rule?.storable,
        Data(file.units.flatMap(\.bytes)),
      ])
  }

  private func add(_ unit: ReviewUnit, at ordinal: Int64, to run: Int64) throws {
    try database.change(
      "INSERT INTO run_units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', NULL, NULL)",
      [
        run, ordinal, try content(of: unit), try group(unit.group), unit.range, unit.path, unit.part,
        unit.parts,
        unit.lines.added, unit.lines.removed, unit.sensitivity.rawValue, SignalWords.joined(unit.signals),
        unit.prompt.estimatedTokens, Data(UnitFacts(unit).packed),
      ])
  }

  /// The number of the unit's content, which is written once however many runs contain it.
  private func content(of unit: ReviewUnit) throws -> Int64 {
    let id = unit.id.data
    try database.change("INSERT INTO units (id) VALUES (?) ON CONFLICT DO NOTHING", [id])
    guard database.changesCount == 1 else {
      return try database.number("SELECT number FROM units WHERE id = ?", [id]) ?? 0
    }
    let number = database.lastInsertedRowID
    let instructions = try text(unit.prompt.instructions, as: .instructions)
    let shared = try text(unit.prompt.shared, as: .shared)
    try database.change(
      "INSERT INTO unit_contents VALUES (?, ?, ?, ?)",
      [number, instructions, shared, Data(Deflate.compress(UnitContent(unit).packed))])
    return number
  }

  private func text(_ text: String, as part: Prompt.Part) throws -> Int64 {
    if let last = names.texts[part], last.text == text { return last.number }
    let digest = Digest(of: [text]).data
    var number = try database.number("SELECT number FROM texts WHERE digest = ?", [digest])
    if number == nil {
      try database.change(
        "INSERT INTO texts (digest, content) VALUES (?, ?)",
        [digest, Data(Deflate.compress(Array(text.utf8)))])
      number = database.lastInsertedRowID
    }
    names.texts[part] = (text, number ?? 0)
    return number ?? 0
  }

  private func group(_ digest: Digest) throws -> Int64 {
    if let last = names.group, last.digest == digest { return last.number }
    let number = try find(
      "SELECT number FROM groups WHERE digest = ?", orInsert: "INSERT INTO groups (digest) VALUES (?)",
      digest.data)
    names.group = (digest, number)
    return number
  }
}
