import GRDB
import Model

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A value that can be bound to a statement; nil is NULL.
typealias Bindable = (any DatabaseValueConvertible)?

extension Database {
  /// Runs a statement that is prepared once per connection. The values are bound by position.
  func change(_ sql: String, _ values: [Bindable]) throws {
    try prepared(sql, values).execute()
  }

  /// The first column of the first row; nil without a row.
  func number(_ sql: String, _ values: [Bindable]) throws -> Int64? {
    try Int64.fetchOne(try prepared(sql, values))
  }

  /// All rows, one after another: the row is valid until the next one is asked for.
  func rows(_ sql: String, _ values: [Bindable]) throws -> RowCursor {
    try Row.fetchCursor(try prepared(sql, values))
  }

  private func prepared(_ sql: String, _ values: [Bindable]) throws -> Statement {
    let statement = try cachedStatement(sql: sql)
    // Unchecked: the texts of the statements stand in this room, and every one of them is run by a test.
    statement.setUncheckedArguments(StatementArguments(values))
    return statement
  }
}

extension Row {
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> Value {
    try decode(Value.self, atIndex: index)
  }

  func bytes(_ index: Int) throws -> [UInt8] { Array(try decode(Data.self, atIndex: index)) }

  func optionalBytes(_ index: Int) throws -> [UInt8]? {
    try decode(Data?.self, atIndex: index).map { Array($0) }
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

  /// Words parted by spaces, as `Signal.joined` writes them.
  func signals(_ index: Int) throws -> [Signal] {
    let text: String = try value(index)
    if text.isEmpty { return [] }
    return try text.split(separator: " ").map { word in
      guard let signal = Signal(rawValue: String(word)) else { throw Unpacker.Malformed() }
      return signal
    }
  }
}

extension Signal {
  static func joined(_ signals: [Signal]) -> String {
    signals.isEmpty ? "" : signals.map(\.rawValue).joined(separator: " ")
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
