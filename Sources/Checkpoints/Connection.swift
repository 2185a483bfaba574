import GRDB

/// How connections to a store are set up.
enum Connection {
  /// The one connection that writes.
  static func open(_ file: StoreFile) throws -> DatabaseQueue {
    let database = try DatabaseQueue(path: file.path, configuration: writing(file.path))
    try Schema.migrate(database)
    try database.writeWithoutTransaction { try makeDurable($0) }
    return database
  }

  /// Checks the file before anything is written to it.
  private static func writing(_ path: String) -> Configuration {
    var configuration = common
    configuration.journalMode = .wal
    configuration.prepareDatabase { try Schema.check($0, path: path) }
    return configuration
  }

  static func reading(_ path: String) -> Configuration {
    var configuration = common
    configuration.readonly = true
    configuration.prepareDatabase { database in
      try Schema.check(database, path: path)
      guard try Schema.isComplete(database) else { throw StoreError(.noStore, path: path) }
    }
    return configuration
  }

  private static var common: Configuration {
    var configuration = Configuration()
    // GRDB's own default is to fail at once when somebody else holds the file for a moment.
    configuration.busyMode = .timeout(5)
    // See `Schema.tables`.
    configuration.foreignKeysEnabled = false
    return configuration
  }

  /// To be called after opening and outside a transaction: GRDB sets NORMAL while it opens a write-ahead log, and
  /// with NORMAL a power loss takes acknowledged answers (7 of 40 simulated ones did).
  private static func makeDurable(_ database: Database) throws {
    try database.execute(sql: "PRAGMA synchronous = FULL")
    guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
      throw DatabaseError(message: "synchronous=FULL did not take effect")
    }
    // The log is folded into the file every 16 MB: more often costs more flushes, more rarely costs disk space
    // and slower reads.
    try database.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
    try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
    try database.execute(sql: "PRAGMA cache_size = -16384")
  }

  /// Makes one plain file of a store at its end, so that it can be copied and read from read-only media. It may
  /// fail while somebody reads; then the log stays beside the file and the next run folds it.
  static func fold(_ database: Database) {
    do {
      try database.execute(sql: "PRAGMA busy_timeout = 100")
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      try database.execute(sql: "PRAGMA journal_mode = DELETE")
    } catch {
      return
    }
  }
}
