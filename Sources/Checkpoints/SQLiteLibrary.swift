import GRDB

/// The SQLite that this program runs with.
package enum SQLiteLibrary {
  /// For example `3.40.1`.
  package static var version: String {
    let number = Int(Database.sqliteLibVersionNumber)
    return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
  }
}
