import GRDB

extension StoreError {
  /// Names an error of SQLite, of a stored value or of our own, from the point of view of the store.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(StoreError.kind(of: error), path: path)
    case is Unpacker.Malformed, is RowDecodingError:
      self.init(.corrupt("a stored value cannot be read back"), path: path)
    default: self.init(.failed("\(error)"), path: path)
    }
  }

  private static func kind(of error: DatabaseError) -> Kind {
    let why = error.message ?? "SQLite code \(error.extendedResultCode.rawValue)"
    return switch error.resultCode {
    case .SQLITE_FULL: .diskFull
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
    case .SQLITE_CORRUPT: .corrupt(why)
    case .SQLITE_NOTADB: .notAStore
    case .SQLITE_READONLY, .SQLITE_PERM: .notWritable(why)
    case .SQLITE_CANTOPEN: .unreadable(why)
    default: .failed("\(why), SQLite code \(error.extendedResultCode.rawValue)")
    }
  }
}
