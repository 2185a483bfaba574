#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Puts a report where the job wants it.
///
/// This is the one place of the room that calls C: none of the room's dependencies can sync a file and rename it.
package enum ReportFile {
  /// Writes the text so that a reader sees the old file or the whole new one, also after a power loss:
  /// temporary file in the same directory, fsync, rename. Missing directories are made; a link is followed;
  /// a pipe or a device is written to directly.
  package static func write(_ text: String, to path: String) throws(ReportError) {
    guard !path.isEmpty else { throw failure(path, "opening it", "the path is empty") }
    try makeDirectories(above: path)
    let kind = mode(of: path)
    if let kind, kind & S_IFMT == S_IFDIR { throw failure(path, "opening it", "it is a directory") }
    if isStream(path, kind) {
      return try fill(path, flags: O_WRONLY | O_APPEND | O_CLOEXEC, with: text, named: path, isSynced: false)
    }
    let target = resolved(path)
    let temporary = "\(target).\(getpid()).new"
    _ = unsafe unlink(temporary)
    do throws(ReportError) {
      try fill(
        temporary, flags: O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, with: text, named: path, isSynced: true)
      if let kind { _ = unsafe chmod(temporary, kind & 0o777) }
      guard unsafe rename(temporary, target) == 0 else {
        throw failure(path, "renaming the new file", reason())
      }
    } catch {
      _ = unsafe unlink(temporary)
      throw error
    }
    syncDirectory(of: target)
  }

  /// A pipe, a device, or a name of one of the process's own descriptors: `/dev/stdout` may be a file, and
  /// replacing that file would part it from the descriptor.
  private static func isStream(_ path: String, _ kind: mode_t?) -> Bool {
    guard let kind else { return false }
    return kind & S_IFMT != S_IFREG || path.hasPrefix("/dev/") || path.hasPrefix("/proc/")
  }

  private static func makeDirectories(above path: String) throws(ReportError) {
    for slash in path.utf8.indices.dropFirst() where path.utf8[slash] == 0x2F {
      let directory = String(path[..<slash])
      if unsafe mkdir(directory, 0o777) != 0, errno != EEXIST, mode(of: directory) == nil {
        throw failure(path, "making the directory \(VisibleText.oneLine(directory))", reason())
      }
    }
  }

  /// The path behind links, so that a rename replaces the file and not the link to it.
  private static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// Type and permissions; nil when there is no such file.
  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode : nil
  }

  private static func fill(
    _ target: String, flags: Int32, with text: String, named path: String, isSynced: Bool
  ) throws(ReportError) {
    let descriptor = unsafe open(target, flags, 0o666)
    guard descriptor >= 0 else { throw failure(path, "opening it", reason()) }
    let written = writeAll(text, to: descriptor)
    let isSafe = written && (!isSynced || fsync(descriptor) == 0)
    let why = isSafe ? "" : reason()
    guard close(descriptor) == 0, isSafe else {
      throw failure(path, written ? "syncing it to disk" : "writing it", why.isEmpty ? reason() : why)
    }
  }

  private static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[offset...])
        let count = unsafe Self.write(descriptor, rest)
        // EINTR: a signal came before the first byte.
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
  }

  private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// Makes the rename itself last. Not every file system can, and the report is whole either way.
  private static func syncDirectory(of path: String) {
    let directory =
      path.utf8.lastIndex(of: 0x2F).map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = unsafe open(directory, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }

  private static func failure(_ path: String, _ step: String, _ reason: String) -> ReportError {
    .notWritten(path: path, step: step, reason: reason)
  }

  private static func reason() -> String {
    let code = errno
    return unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
