package import Model

/// A protocol that nodes speak.
package protocol Provider: Sendable {
  /// Asks the node about itself; `timeout` is for the whole of it.
  func probe(timeout: Duration) async -> NodeProbe

  /// Sends one chat and reads the reply to its end. Never throws: an unhappy reply is an ending, and a cancelled
  /// task ends as `.cancelled`.
  func send(_ chat: ChatRequest) async -> ModelReply

  /// Waits until the node says that it has room for a request, at most `timeout`. Returns at once where the
  /// protocol has no such question.
  func waitUntilFree(timeout: Duration) async
}

extension Provider {
  package func waitUntilFree(timeout: Duration) async {}
}
