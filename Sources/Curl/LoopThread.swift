import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The thread that sleeps in `curl_multi_poll` and, awake, runs the jobs of the loop's actor: an executor on which
/// libcurl may be called without a lock.
final class LoopThread: SerialExecutor {
  private struct Inbox {
    var jobs: [UnownedJob] = []
    var cancelled: [UInt64] = []
    var isAsleep = false
    var isStopped = false

    var isEmpty: Bool { jobs.isEmpty && cancelled.isEmpty }
  }

  let multi = MultiHandle()
  /// Protects what other threads leave for this one. `isAsleep` spares a system call for every job that
  /// arrives while the thread is awake anyway.
  private let inbox = Mutex(Inbox())
  private let identity = Atomic<UInt>(0)

  /// `turn` lets the actor work and says in how many milliseconds it wants to be called again; nil ends the thread.
  func start(_ turn: @escaping @Sendable ([UInt64]) -> Int32?) {
    Thread.detach { [self] in
      identity.store(Thread.current, ordering: .releasing)
      var pause: Int32 = 0
      while true {
        if fallsAsleep() {
          multi.sleep(milliseconds: pause)
          wakesUp()
        }
        let work = takeWork()
        for job in work.jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
        guard !work.isStopped, let next = turn(work.cancelled) else { return }
        pause = next
      }
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    leave { $0.jobs.append(job) }
  }

  /// Any thread may ask for a transfer to be aborted.
  func cancel(_ id: UInt64) { leave { $0.cancelled.append(id) } }

  func stop() { leave { $0.isStopped = true } }

  func isIsolatingCurrentContext() -> Bool? { identity.load(ordering: .acquiring) == Thread.current }

  func checkIsolated() {
    precondition(isIsolatingCurrentContext() == true, "called off the transfer loop's thread")
  }

  private func leave(_ change: (inout Inbox) -> Void) {
    let wasAsleep = inbox.withLock { inbox in
      change(&inbox)
      defer { inbox.isAsleep = false }
      return inbox.isAsleep
    }
    // A wake-up that comes before the sleep is not lost: libcurl remembers it.
    if wasAsleep { multi.wake() }
  }

  private func fallsAsleep() -> Bool {
    inbox.withLock { inbox in
      inbox.isAsleep = inbox.isEmpty && !inbox.isStopped
      return inbox.isAsleep
    }
  }

  private func wakesUp() { inbox.withLock { $0.isAsleep = false } }

  private func takeWork() -> Inbox {
    inbox.withLock { inbox in
      let work = inbox
      inbox.jobs = []
      inbox.cancelled = []
      return work
    }
  }
}

/// A bare thread of the system.
private enum Thread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  static var current: UInt {
    #if canImport(Darwin)
      UInt(bitPattern: pthread_self())
    #else
      UInt(pthread_self())
    #endif
  }

  static func detach(_ run: @escaping @Sendable () -> Void) {
    let body = unsafe Unmanaged.passRetained(Body(run)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let failed = unsafe pthread_create(
        &thread, nil,
        {
          unsafe Thread.enter($0)
          return nil
        }, body)
      if let thread, failed == 0 { pthread_detach(thread) }
    #else
      var thread = pthread_t()
      let failed = unsafe pthread_create(
        &thread, nil,
        {
          unsafe Thread.enter($0)
          return nil
        }, body)
      if failed == 0 { pthread_detach(thread) }
    #endif
    precondition(failed == 0, "the system gave no thread for the transfer loop")
  }

  private static func enter(_ body: UnsafeMutableRawPointer?) {
    // Signals belong to the threads that wait for them, and a broken pipe to the write that meets it.
    var all = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
    guard let body = unsafe body else { return }
    unsafe Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
  }
}
