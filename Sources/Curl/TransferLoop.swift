/// Sends HTTP requests, any number at once, on one thread of its own.
///
/// The actor's executor is the thread that sleeps in libcurl, so all its state, libcurl's handles included, is
/// touched by that thread alone, and the compiler sees to it. Connections are kept and shared by all requests.
package actor TransferLoop {
  private let thread = LoopThread()
  private let settings: NetworkSettings
  private var running: [UInt64: Transfer] = [:]
  private var idle: [Transfer] = []
  private var lastID: UInt64 = 0
  private let alarm = Alarm()

  /// Easy handles kept for reuse.
  private static let maxIdle = 128

  package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  package init(_ settings: NetworkSettings = NetworkSettings()) {
    self.settings = settings
    // Weak: a loop that nobody holds any more ends its thread.
    thread.start { [weak self] cancelled in
      self?.assumeIsolated { $0.turn(cancelled) }
    }
  }

  deinit { thread.stop() }

  /// Sends `request` and waits for the whole reply, whatever its status. With a sink the body goes there, chunk by
  /// chunk on the loop's thread, and the response's own body stays empty. Cancelling the task aborts the transfer.
  package func perform(
    _ request: HTTPRequest, into sink: (any BodySink)? = nil
  ) async throws(CurlError) -> HTTPResponse {
    lastID += 1
    let id = lastID
    let thread = thread
    let outcome: Transfer.Outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { start(request, id: id, sink: sink, $0) }
    } onCancel: {
      // Noted now, seen in the next turn: the transfer is on the list by then.
      thread.cancel(id)
    }
    return try outcome.get()
  }

  private func start(
    _ request: HTTPRequest, id: UInt64, sink: (any BodySink)?,
    _ continuation: CheckedContinuation<Transfer.Outcome, Never>
  ) {
    guard let transfer = idle.popLast() ?? Transfer(alarm) else {
      let error = CurlError(.other(0), "libcurl has no memory for a request to \(request.host)")
      return continuation.resume(returning: .failure(error))
    }
    transfer.begin(continuation)
    let problem = transfer.prepare(
      request, id: id, sink: sink, settings: settings, now: MonotonicClock.now)
    if let problem { return transfer.fail(problem) }
    guard thread.multi.add(transfer.handle) else {
      return transfer.fail(CurlError(.other(0), "libcurl took no further request to \(transfer.host)"))
    }
    running[id] = transfer
  }

  /// One round: aborts, moves bytes, hands out what has ended. Returns how long the thread may sleep.
  private func turn(_ cancelled: [UInt64]) -> Int32 {
    for id in cancelled {
      if let transfer = running[id] { abandon(transfer) { $0.cancel() } }
    }
    thread.multi.perform()
    while let (context, code) = unsafe thread.multi.nextEnded() {
      let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      retire(transfer)
      transfer.end(code)
      recycle(transfer)
    }
    return expire()
  }

  private func expire() -> Int32 {
    let now = MonotonicClock.now
    if now >= alarm.time {
      for transfer in running.values where transfer.deadline <= now { abandon(transfer) { $0.expire() } }
      alarm.reset(to: running.values.reduce(Int64.max) { min($0, $1.deadline) })
    }
    guard !running.isEmpty else {
      alarm.reset(to: .max)
      return 60_000
    }
    // Rounded up: waking a moment before a limit would be a turn for nothing.
    return Int32(min(60_000, max(0, alarm.time - now) / 1_000_000 + 1))
  }

  private func abandon(_ transfer: Transfer, _ verdict: (Transfer) -> Void) {
    transfer.abandon()
    retire(transfer)
    verdict(transfer)
    recycle(transfer)
  }

  private func retire(_ transfer: Transfer) {
    running[transfer.id] = nil
    thread.multi.remove(transfer.handle)
  }

  private func recycle(_ transfer: Transfer) {
    if idle.count < Self.maxIdle { idle.append(transfer) }
  }
}
