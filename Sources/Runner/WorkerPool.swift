import Checkpoints
import Model

/// The workers of all nodes: as many per node as it may serve at once, each taking one unit after another.
struct WorkerPool: Sendable {
  let queue: UnitQueue
  let course: UnitCourse
  /// How long units in flight may go on after a stop.
  let grace: Duration

  /// Returns when nothing is left to do or the run was stopped. Throws the first failure of the checkpoint.
  func drain(_ nodes: [(name: String, width: Int)]) async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      var workers = 0
      for node in nodes {
        for _ in 0..<node.width {
          group.addTask {
            try await work(for: node.name)
            return true
          }
          workers += 1
        }
      }
      group.addTask {
        await watch()
        return false
      }
      defer { queue.close() }
      while workers > 0, let isWorker = try await group.next() {
        if isWorker { workers -= 1 } else { group.cancelAll() }
      }
      group.cancelAll()
    }
  }

  private func work(for node: String) async throws {
    var lastGroup: Digest?
    while let ticket = await queue.next(for: node, lastGroup: lastGroup) {
      lastGroup = ticket.unit.group
      switch try await course.take(ticket, as: node) {
      case .settled, .interrupted: queue.done()
      case .handedOver(let ticket, let other): queue.handOver(ticket, to: other)
      }
    }
  }

  /// Waits for a stop; then nothing new is sent, and what is in flight gets its grace, or none at the second call.
  private func watch() async {
    await course.stop.thrown()
    guard let cause = course.stop.cause else { return }
    course.report(.stopping(cause.sentence))
    queue.close()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await Task.sleep(for: grace) }
      group.addTask { await course.stop.thrown(times: 2) }
      await group.next()
      group.cancelAll()
    }
  }
}

extension StopSwitch.Cause {
  fileprivate var sentence: String {
    switch self {
    case .signal(let number): "signal \(number): nothing new is sent, requests in flight are finishing"
    case .deadline: "the deadline has passed: nothing new is sent, requests in flight are finishing"
    }
  }
}
