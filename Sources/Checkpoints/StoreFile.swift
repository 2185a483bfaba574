#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The place of a store on disk, before SQLite looks at it.
struct StoreFile {
  /// Absolute and without symbolic links, so that one store has one name and one lock file. Absolute also
  /// keeps a name such as `file:x?mode=memory` from being read as a URI.
  let path: String

  /// Finds the place; creates the directories above it. Refuses a network file system.
  static func prepare(_ name: String) throws(StoreError) -> StoreFile {
    let parts = split(name)
    guard makeDirectories(parts.directory) else {
      throw StoreError(.notWritable("directory \(parts.directory): \(reason())"), path: name)
    }
    return try locate(name)
  }

  /// Finds the place of a store that may not be there.
  static func locate(_ name: String) throws(StoreError) -> StoreFile {
    if let path = realPath(name) { return StoreFile(path: path) }
    let parts = split(name)
    guard let directory = realPath(parts.directory) else { throw StoreError(.noStore, path: name) }
    return StoreFile(path: directory == "/" ? "/\(parts.name)" : "\(directory)/\(parts.name)")
  }

  var directory: String { StoreFile.split(path).directory }

  var exists: Bool { unsafe access(path, F_OK) == 0 }

  /// Refuses a store on a file system that other machines share.
  func refuseNetwork() throws(StoreError) {
    try refuse(StoreFile.fileSystem(of: directory))
  }

  /// Nil, a file system that cannot be told, is taken for a local one.
  func refuse(_ fileSystem: String?) throws(StoreError) {
    guard let kind = fileSystem, MountTable.isNetwork(kind) else { return }
    throw StoreError(.networkFileSystem(kind), path: path)
  }

  /// Creates the file for its owner alone: it holds code and what models say about it. SQLite gives the files
  /// that it lays beside it the same mode.
  func create() throws(StoreError) {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_EXCL, 0o600)
    if descriptor >= 0 {
      close(descriptor)
      StoreFile.sync(directory: directory)
    } else if errno != EEXIST {
      throw StoreError(.notWritable(StoreFile.reason()), path: path)
    } else if unsafe access(path, R_OK | W_OK) != 0 {
      throw StoreError(.notWritable(StoreFile.reason()), path: path)
    }
  }

  /// The last system error in words.
  static func reason() -> String {
    guard let text = unsafe strerror(errno) else { return "error \(errno)" }
    return unsafe String(cString: text)
  }

  private static func split(_ name: String) -> (directory: String, name: String) {
    guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", name) }
    let directory = slash == name.startIndex ? "/" : String(name[..<slash])
    return (directory, String(name[name.utf8.index(after: slash)...]))
  }

  private static func realPath(_ name: String) -> String? {
    guard let resolved = unsafe realpath(name, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func makeDirectories(_ path: String) -> Bool {
    if unsafe access(path, F_OK) == 0 { return true }
    let parent = split(path).directory
    guard parent != path, makeDirectories(parent) else { return false }
    guard unsafe mkdir(path, 0o777) == 0 else { return errno == EEXIST }
    sync(directory: parent)
    return true
  }

  /// A new name survives a power loss once its directory is on disk, too.
  private static func sync(directory: String) {
    let descriptor = unsafe open(directory, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Its kind as the operating system names it; nil when it does not tell.
  static func fileSystem(of directory: String) -> String? {
    #if os(Linux)
      var status = stat()
      guard unsafe stat(directory, &status) == 0,
        let table = FileManager.default.contents(atPath: "/proc/self/mountinfo")
      else { return nil }
      return MountTable(String(decoding: table, as: UTF8.self)).fileSystem(ofDevice: UInt64(status.st_dev))
    #else
      var status = statfs()
      guard unsafe statfs(directory, &status) == 0 else { return nil }
      return unsafe withUnsafeBytes(of: status.f_fstypename) { name in
        unsafe String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
      }
    #endif
  }
}
