import GRDB

/// The tables of a store, and how a file is known to be one.
enum Schema {
  /// Grows by one with every migration. Stands in the file as `user_version`.
  static let version = 1
  /// "SLCE" in the file's header: what `file` and we know a store by.
  static let applicationID = 0x534C_4345

  /// Refuses a file that is not a store or that a newer Sluice wrote. Changes nothing.
  static func check(_ database: Database, path: String) throws {
    let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if id == applicationID {
      guard found <= version else {
        throw StoreError(.newerVersion(found: found, known: version), path: path)
      }
      return
    }
    // A file that was created and not yet migrated has no tables but those of the migrator.
    let tables = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name NOT LIKE 'grdb%'")
    guard id == 0, tables == 0 else { throw StoreError(.notAStore, path: path) }
  }

  /// Whether the tables are there: false for a file that was created by a run killed in its first moment.
  static func isComplete(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA user_version") == version
  }

  static func migrate(_ queue: DatabaseQueue) throws {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: tables)
      // Both are part of the migration's transaction: a file either has its tables and its name, or neither.
      try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
    }
    try migrator.migrate(queue)
  }

  /// Texts that repeat (nodes, models, instructions) have a table and a number of their own, so that the rows
  /// that are many stay small. SQLite does not check the references: only `Transaction` writes, and it looks up
  /// what it refers to anyway.
  private static let tables = """
    CREATE TABLE runs (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, job TEXT NOT NULL, header TEXT NOT NULL,
      plan_digest BLOB NOT NULL, started INTEGER NOT NULL, state TEXT NOT NULL, planned INTEGER NOT NULL,
      ended INTEGER, exit_code INTEGER);
    CREATE INDEX runs_by_plan ON runs (plan_digest);

    CREATE TABLE run_files (
      run INTEGER NOT NULL, position INTEGER NOT NULL, range INTEGER NOT NULL, path TEXT NOT NULL,
      old_path TEXT, encoded INTEGER NOT NULL, status TEXT NOT NULL, added INTEGER NOT NULL,
      removed INTEGER NOT NULL, disposition TEXT NOT NULL, rule TEXT, units BLOB NOT NULL,
      PRIMARY KEY (run, position)) WITHOUT ROWID;

    CREATE TABLE texts (number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, content BLOB NOT NULL);
    CREATE TABLE groups (number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE);

    CREATE TABLE units (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE);
    CREATE TABLE unit_contents (
      unit INTEGER PRIMARY KEY, instructions INTEGER NOT NULL, shared INTEGER NOT NULL,
      content BLOB NOT NULL);

    CREATE TABLE run_units (
      run INTEGER NOT NULL, ordinal INTEGER NOT NULL, unit INTEGER NOT NULL, unit_group INTEGER NOT NULL,
      range INTEGER NOT NULL, path TEXT NOT NULL, part INTEGER NOT NULL, parts INTEGER NOT NULL,
      added INTEGER NOT NULL, removed INTEGER NOT NULL, sensitivity TEXT NOT NULL, signals TEXT NOT NULL,
      tokens INTEGER NOT NULL, facts BLOB NOT NULL, state TEXT NOT NULL, reason TEXT, answer INTEGER,
      PRIMARY KEY (run, ordinal)) WITHOUT ROWID;

    CREATE TABLE makers (
      number INTEGER PRIMARY KEY, node TEXT NOT NULL, tier TEXT NOT NULL, model TEXT NOT NULL, version TEXT);
    CREATE TABLE models (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

    CREATE TABLE replies (number INTEGER PRIMARY KEY, content BLOB NOT NULL);
    CREATE TABLE attempts (
      run INTEGER NOT NULL, ordinal INTEGER NOT NULL, position INTEGER NOT NULL, maker INTEGER NOT NULL,
      ending TEXT NOT NULL, cost INTEGER NOT NULL, reply INTEGER NOT NULL, facts BLOB NOT NULL,
      PRIMARY KEY (run, ordinal, position)) WITHOUT ROWID;

    -- Unit and model name an answer: AnswerKey is the digest of just these two.
    CREATE TABLE answers (
      number INTEGER PRIMARY KEY, unit INTEGER NOT NULL, model INTEGER NOT NULL, maker INTEGER NOT NULL,
      run INTEGER NOT NULL, created INTEGER NOT NULL, content BLOB NOT NULL, UNIQUE (unit, model));

    CREATE TABLE reservations (
      number INTEGER PRIMARY KEY, run INTEGER NOT NULL, ordinal INTEGER NOT NULL, node TEXT NOT NULL,
      month TEXT NOT NULL, amount INTEGER NOT NULL, cost INTEGER);
    -- Running totals of the reservations, by run and by month, so that a ceiling is checked in two look-ups.
    CREATE TABLE spending (scope TEXT PRIMARY KEY, micros INTEGER NOT NULL) WITHOUT ROWID;

    CREATE TABLE calibrations (model TEXT PRIMARY KEY, factor REAL NOT NULL) WITHOUT ROWID;
    """
}
