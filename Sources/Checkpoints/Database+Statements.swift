import GRDB
import Model

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Database {
  /// Runs a statement that is prepared once per connection. The values are bound by position.
  ///
  /// Write the values as a literal where it is called: GRDB's other ways of taking values cannot be specialised
  /// from here, and took up to half of the time of a short statement.
  func change(_ sql: String, _ values: StatementArguments = []) throws {
    try prepared(sql, values).execute()
  }

  /// The first column of the first row; nil without a row.
  func number(_ sql: String, _ values: StatementArguments = []) throws -> Int64? {
    try Int64.fetchOne(try prepared(sql, values))
  }

  /// All rows, one after another: the row is valid until the next one is asked for.
  func rows(_ sql: String, _ values: StatementArguments = []) throws -> RowCursor {
    try Row.fetchCursor(try prepared(sql, values))
  }

  private func prepared(_ sql: String, _ values: StatementArguments) throws -> Statement {
    let statement = try cachedStatement(sql: sql)
    // Unchecked: the texts of the statements stand in this room, and every one of them is run by a test.
    statement.setUncheckedArguments(values)
    return statement
  }
}

extension Row {
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> Value {
    try decode(Value.self, atIndex: index)
  }

  func bytes(_ index: Int) throws -> [UInt8] {
    guard let bytes = try optionalBytes(index) else { throw Unpacker.Malformed() }
    return bytes
  }

  /// Nil for NULL. One copy, straight out of SQLite's memory; the pointer does not leave the line.
  func optionalBytes(_ index: Int) throws -> [UInt8]? {
    try withUnsafeData(atIndex: index) { data in unsafe data?.withUnsafeBytes { unsafe Array($0) } }
  }

  func digest(_ index: Int) throws -> Digest {
    guard let digest = Digest(bytes: try bytes(index)) else { throw Unpacker.Malformed() }
    return digest
  }

  func word<Word: RawRepresentable<String>>(_ index: Int) throws -> Word {
    guard let word = Word(rawValue: try decode(String.self, atIndex: index)) else {
      throw Unpacker.Malformed()
    }
    return word
  }

  func money(_ index: Int) throws -> Money { Money(micros: try decode(Int64.self, atIndex: index)) }

  func lines(_ index: Int) throws -> LineCount {
    LineCount(added: try value(index), removed: try value(index + 1))
  }
}

extension Digest {
  var data: Data { Data(bytes) }
}

extension String {
  /// SQLite ends a text at its first NUL; texts of models and servers may hold some. They become U+FFFD.
  var storable: String {
    guard utf8.contains(0) else { return self }
    return String(decoding: utf8.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }, as: UTF8.self)
  }
}
