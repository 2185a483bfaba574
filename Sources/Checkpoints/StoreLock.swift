import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The right to write to one store: an exclusive `flock` on a file beside it that holds our process id.
///
/// SQLite has a rare corruption when two connections write or checkpoint at once (up to 3.51.2), and two runners on
/// one store would pay for everything twice. The kernel drops the lock with the process, however that dies. The
/// file itself stays: deleting it would let two processes lock two different files of one name.
final class StoreLock: Sendable {
  /// Protects against a second release: by then the number may belong to another file.
  private let descriptor: Mutex<Int32?>

  private init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  deinit { release() }

  /// Refused within half a second when another process, or this one, holds the lock.
  static func acquire(for store: StoreFile) async throws(StoreError) -> StoreLock {
    // Close-on-exec: a child that outlives us must not keep the lock.
    let descriptor = unsafe open("\(store.path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreError(.notWritable(StoreFile.reason()), path: store.path) }
    for _ in 0..<20 {
      switch tryLock(descriptor) {
      case 0:
        write(getpid(), to: descriptor)
        return StoreLock(descriptor)
      case EWOULDBLOCK, EINTR: break
      case let code:
        close(descriptor)
        throw StoreError(.notWritable("its lock: error \(code)"), path: store.path)
      }
      if let pid = holder(of: descriptor) {
        close(descriptor)
        throw StoreError(.locked(pid: pid), path: store.path)
      }
      // The holder has the lock and has not yet written its name.
      try? await Task.sleep(for: .milliseconds(25))
    }
    close(descriptor)
    throw StoreError(.locked(pid: nil), path: store.path)
  }

  /// 0 or the system's error. Read here and at once: after a suspension another thread has another `errno`.
  private static func tryLock(_ descriptor: Int32) -> Int32 {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno
  }

  /// Gives the store free. Safe to call twice.
  func release() {
    let held = descriptor.withLock { descriptor in
      let held = descriptor
      descriptor = nil
      return held
    }
    guard let held else { return }
    // Emptied before it is freed, so that a later refusal never names a process that has left.
    ftruncate(held, 0)
    close(held)
  }

  private static func write(_ pid: pid_t, to descriptor: Int32) {
    let text = Array("\(pid)\n".utf8)
    ftruncate(descriptor, 0)
    _ = unsafe text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private static func holder(of descriptor: Int32) -> Int32? {
    var text = [UInt8](repeating: 0, count: 32)
    let count = unsafe text.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return nil }
    return Int32(String(decoding: text.prefix(count).prefix { (48...57).contains($0) }, as: UTF8.self))
  }
}
