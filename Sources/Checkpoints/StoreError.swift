/// Why the store did not do what was asked. Prints as sentences: what, where, why, what to do next.
package struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// Another process is using the store; its id where the lock file tells.
    case locked(pid: Int32?)
    /// Read-only access to a file that does not exist.
    case noStore
    case notWritable(String)
    case unreadable(String)
    case diskFull
    /// The file is an SQLite database and its content is damaged.
    case corrupt(String)
    /// The file is something else than a store of Sluice.
    case notAStore
    /// The kind of file system, as the operating system names it.
    case networkFileSystem(String)
    /// A newer Sluice wrote it.
    case newerVersion(found: Int, known: Int)
    /// A program that does not know the lock holds SQLite's own.
    case busy
    /// An earlier write failed for the reason given, and since then nothing is written any more.
    case writesStopped(String)
    case closed
    case noSuchRun(String)
    case noSuchUnit(run: String, ordinal: Int)
    case runExists(String)
    case alreadyPlanned(String)
    /// The caller broke a rule of `CheckpointStore`.
    case invalid(String)
    case failed(String)
  }

  package let kind: Kind
  /// The store's file.
  package let path: String

  package init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }

  /// Whether the request was wrong rather than the store: such an error spoils nothing for other callers.
  var isMistake: Bool {
    switch kind {
    case .noSuchRun, .noSuchUnit, .runExists, .alreadyPlanned, .invalid: true
    default: false
    }
  }

  package var description: String {
    switch kind {
    case .locked(let pid):
      "the store \(path) is in use by \(pid.map { "process \($0)" } ?? "another process"): "
        + "wait until it ends, or name another file with --store"
    case .noStore: "there is no store at \(path): name the right file with --store, or begin a run first"
    case .notWritable(let why):
      "the store \(path) cannot be written (\(why)): make the file and its directory writable, or name another "
        + "file with --store"
    case .unreadable(let why):
      "the store \(path) cannot be read (\(why)): check the file and its directory; after a kill its -wal file "
        + "belongs to it, and reading it then needs a writable directory"
    case .diskFull:
      "the disk that holds the store \(path) is full: nothing of the last step was kept; make room and run the "
        + "same command again"
    case .corrupt(let why):
      "the store \(path) is damaged (\(why)): put it aside and run again, or restore it from a backup"
    case .notAStore: "\(path) is not a store of Sluice: name another file with --store"
    case .networkFileSystem(let name):
      "the store \(path) would lie on a network file system (\(name)), where SQLite's log is not safe: name a "
        + "file on a local disk with --store"
    case .newerVersion(let found, let known):
      "the store \(path) has schema \(found), and this Sluice knows schemas up to \(known): use a newer Sluice, or "
        + "name another file with --store"
    case .busy:
      "another program holds the store \(path) locked, an SQLite shell perhaps: end it and run the same "
        + "command again"
    case .writesStopped(let why):
      "the store \(path) takes no more results since a write failed (\(why)): mend the cause and run the same "
        + "command again"
    case .closed: "the store \(path) was closed: open it again"
    default: mistake
    }
  }

  private var mistake: String {
    switch kind {
    case .noSuchRun(let run): "the store \(path) has no run \(run): list its runs with sluice status"
    case .noSuchUnit(let run, let ordinal):
      "run \(run) in the store \(path) has no such unit at position \(ordinal): plan the run again"
    case .runExists(let run): "the store \(path) already has a run \(run): choose another id"
    case .alreadyPlanned(let run):
      "the plan of run \(run) in the store \(path) is complete and stays as it is"
    case .invalid(let rule): "the store \(path) was asked for something that breaks a rule: \(rule)"
    case .failed(let why): "the store \(path) failed (\(why)): run the same command again"
    default: "the store \(path) failed"
    }
  }
}

extension StoreError {
  /// The cause alone, to be quoted inside another sentence.
  var reason: String {
    switch kind {
    case .diskFull: "the disk is full"
    case .notWritable(let why), .unreadable(let why), .corrupt(let why), .failed(let why): why
    default: description
    }
  }
}

extension StoreError.Kind {
  static func answeredWithoutAnswer(_ ordinal: Int) -> StoreError.Kind {
    .invalid("a unit is answered by an outcome with an answer and in no other way (unit \(ordinal))")
  }

  static func noSuchReservation(_ reservation: Reservation) -> StoreError.Kind {
    .invalid("reservation \(reservation.number) was never made")
  }

  static let negativeReservation = StoreError.Kind.invalid("an amount that is set aside is never negative")
}
