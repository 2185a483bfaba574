import Glibc

/// The two questions the command line asks of the file system itself.
enum FileSystem {
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Keeps the store's folder out of the user's commits.
  static func ignoreInGit(_ folder: String) {
    let path = "\(folder)/.gitignore"
    guard exists(folder), !exists(path) else { return }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    _ = unsafe Glibc.write(descriptor, "*\n", 2)
    close(descriptor)
  }
}

extension FileSystem {
  /// Writes a new file and the folders on the way to it. Throws `UsageError` naming the path and the cause.
  static func write(_ text: String, to path: String) throws {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      guard unsafe mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw failure(folder) }
    }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count else { throw failure(path) }
  }

  private static func failure(_ path: String) -> UsageError {
    UsageError("cannot write \(path): \(unsafe String(cString: strerror(errno)))")
  }
}
