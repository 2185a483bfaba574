import Synchronization

/// Makes the patches of many files on several threads, each with a repository of its own.
package struct PatchReader: Sendable {
  /// Fewer changes than this for each worker are not worth a task.
  private static let smallestShare = 4

  private let pool: RepositoryPool
  private let width: Int

  /// - Parameters:
  ///   - repository: As for `Repository.init(at:trusting:)`; opened with the first call.
  ///   - trusting: Opens it although another user owns it.
  ///   - width: How many files are worked on at once.
  package init(repository: String, trusting: Bool, width: Int = 2) {
    pool = RepositoryPool(path: repository, trusting: trusting)
    self.width = max(1, width)
  }

  /// One result for each change, in the same order: a file whose objects are missing or damaged fails alone. Throws
  /// `GitError` when the repository cannot be opened, and `CancellationError`.
  package func patches(for changes: [FileChange]) async throws -> [Result<FilePatch, GitError>] {
    let workers = min(width, (changes.count + PatchReader.smallestShare - 1) / PatchReader.smallestShare)
    let queue = ChangeQueue(changes)
    return try await withThrowingTaskGroup(of: [ChangeQueue.Finished].self) { group in
      for _ in 0..<workers {
        group.addTask { try pool.withRepository { repository in try queue.work(with: repository) } }
      }
      var results = [Result<FilePatch, GitError>?](repeating: nil, count: changes.count)
      for try await share in group {
        for finished in share { results[finished.index] = finished.result }
      }
      return results.compactMap(\.self)
    }
  }
}

/// Changes of which each worker takes the next one that nobody has taken.
final private class ChangeQueue: Sendable {
  struct Finished: Sendable {
    let index: Int
    let result: Result<FilePatch, GitError>
  }

  private let changes: [FileChange]
  private let next = Atomic(0)

  init(_ changes: [FileChange]) { self.changes = changes }

  func work(with repository: Repository) throws -> [Finished] {
    var finished: [Finished] = []
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < changes.count else { return finished }
      try Task.checkCancellation()
      let result = Result { () throws(GitError) in try repository.patch(for: changes[index]) }
      finished.append(Finished(index: index, result: result))
    }
  }
}

/// Repositories that are open and not in use, so that a call for a few files does not open one.
final private class RepositoryPool: Sendable {
  /// A repository that nobody uses. Unchecked: libgit2 objects may move between threads as long as one thread at a time
  /// uses them, and a repository is either in the pool or in the hands of the one worker that took it out.
  private struct Idle: @unchecked Sendable {
    let repository: Repository
  }

  private let path: String
  private let trusting: Bool
  /// Protects the list of idle repositories, not the repositories.
  private let idle = Mutex<[Idle]>([])

  init(path: String, trusting: Bool) {
    self.path = path
    self.trusting = trusting
  }

  func withRepository<Value>(_ body: (Repository) throws -> Value) throws -> Value {
    let lease =
      try idle.withLock { $0.popLast() } ?? Idle(repository: Repository(at: path, trusting: trusting))
    defer { idle.withLock { $0.append(lease) } }
    return try body(lease.repository)
  }
}
