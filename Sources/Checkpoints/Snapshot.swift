import Deflate
import GRDB
import Model

/// What may be read. Rows are read by position: names cost more than the values.
struct Snapshot {
  let database: Database
  let texts: TextCache
  let path: String

  /// The most that one stored text may unpack to; a damaged length must not eat the memory.
  static let largestText = 64 << 20

  /// The number of a run; throws `noSuchRun`.
  func number(ofRun id: String) throws -> Int64 {
    guard let number = try database.number("SELECT number FROM runs WHERE id = ?", [id]) else {
      throw StoreError(.noSuchRun(id), path: path)
    }
    return number
  }

  /// Everybody who ever answered; few.
  func makers() throws -> [Int64: Maker] {
    var makers: [Int64: Maker] = [:]
    let rows = try database.rows("SELECT number, node, tier, model, version FROM makers")
    while let row = try rows.next() {
      let identity = ModelIdentity(model: try row.value(3), version: try row.value(4))
      makers[try row.value(0)] = Maker(node: try row.value(1), tier: try row.word(2), identity: identity)
    }
    return makers
  }

  /// The ids of all runs.
  func runIDs() throws -> [Int64: String] {
    var ids: [Int64: String] = [:]
    let rows = try database.rows("SELECT number, id FROM runs")
    while let row = try rows.next() { ids[try row.value(0)] = try row.value(1) }
    return ids
  }

  func calibration(model: String) throws -> Double? {
    let rows = try database.rows("SELECT factor FROM calibrations WHERE model = ?", [model.storable])
    return try rows.next().map { try $0.value(0) }
  }

  static func unpack(_ bytes: [UInt8]) throws -> [UInt8] {
    do throws(DeflateError) {
      return try Deflate.decompress(bytes, limit: largestText)
    } catch {
      throw Unpacker.Malformed()
    }
  }

  static func unpackText(_ bytes: [UInt8]) throws -> String {
    String(decoding: try unpack(bytes), as: UTF8.self)
  }
}
