import GRDB
import Model

/// What may be done inside one write transaction. Throws a mistake of the caller (`StoreError.isMistake`) only before it
/// has changed anything, because other callers' changes share the transaction.
struct Transaction {
  let database: Database
  let names: Names
  let path: String

  func mistake(_ kind: StoreError.Kind) -> StoreError { StoreError(kind, path: path) }

  /// The number of a run; throws `noSuchRun`.
  func number(ofRun id: String) throws -> Int64 {
    if let number = names.runs[id] { return number }
    guard let number = try database.number("SELECT number FROM runs WHERE id = ?", [id]) else {
      throw mistake(.noSuchRun(id))
    }
    names.runs[id] = number
    return number
  }

  func number(of maker: Maker) throws -> Int64 {
    if let number = names.makers[maker] { return number }
    let (node, tier) = (maker.node, maker.tier.rawValue)
    let (model, version) = (maker.identity.model, maker.identity.version)
    let known = try database.number(
      "SELECT number FROM makers WHERE node = ? AND tier = ? AND model = ? AND version IS ?",
      [node, tier, model, version])
    if let known {
      names.makers[maker] = known
      return known
    }
    try database.change(
      "INSERT INTO makers (node, tier, model, version) VALUES (?, ?, ?, ?)", [node, tier, model, version])
    names.makers[maker] = database.lastInsertedRowID
    return database.lastInsertedRowID
  }

  /// The number of a model's name as `AnswerKey.model` writes it.
  func number(ofModel name: String) throws -> Int64 {
    if let number = names.models[name] { return number }
    let number = try find(
      "SELECT number FROM models WHERE name = ?", orInsert: "INSERT INTO models (name) VALUES (?)", name)
    names.models[name] = number
    return number
  }

  func find(
    _ select: String, orInsert insert: String, _ value: some DatabaseValueConvertible
  ) throws -> Int64 {
    if let number = try database.number(select, [value]) { return number }
    try database.change(insert, [value])
    return database.lastInsertedRowID
  }
}
