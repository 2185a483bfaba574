/// A write of any result.
protocol QueuedWrite: Sendable {
  /// Throws what dooms the whole group; a mistake of this caller alone is kept for `finish`.
  func perform(in transaction: Transaction) throws
  /// Tells the caller: the failure of the group, or the result of `perform`.
  func finish(_ failure: StoreError?)
}

/// `@unchecked Sendable`: `result` is touched on the writing connection's queue alone.
final class PendingWrite<Value: Sendable>: QueuedWrite, @unchecked Sendable {
  private let body: @Sendable (Transaction) throws -> Value
  private let resume: @Sendable (Result<Value, StoreError>) -> Void
  private var result: Result<Value, StoreError>?

  init(
    _ body: @escaping @Sendable (Transaction) throws -> Value,
    resume: @escaping @Sendable (Result<Value, StoreError>) -> Void
  ) {
    self.body = body
    self.resume = resume
  }

  func perform(in transaction: Transaction) throws {
    do {
      result = .success(try body(transaction))
    } catch let error as StoreError where error.isMistake {
      result = .failure(error)
    }
  }

  func finish(_ failure: StoreError?) {
    if let failure {
      resume(.failure(failure))
    } else if let result {
      resume(result)
    }
  }
}
