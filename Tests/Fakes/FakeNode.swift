import Synchronization

/// A node on the loopback interface that speaks the real protocols over real sockets and does what the
/// test's script says. Unscripted chats get a review with one finding that quotes the first added line.
///
/// It listens from `init` on and serves until `stop` is called or the last reference is gone.
package final class FakeNode: Sendable {
  /// The reply to one chat; nil: the canned review. Facts about the node (`/props`, `/api/tags`, …) come
  /// from the model unless `factScript` says otherwise.
  package typealias Script = @Sendable (FakeRequest) async -> FakeReply?

  /// The address, without a path and without a slash at its end.
  package let url: String
  package let log: RequestLog
  private let task: Task<Void, Never>

  package init(
    _ model: FakeModel = FakeModel(), keepRequests: Int = 2000,
    facts: @escaping @Sendable (FakeRequest) async -> FakeReply? = { _ in nil },
    script: @escaping Script = { _ in nil }
  ) throws {
    let loopback = try Loopback()
    let log = RequestLog(keep: keepRequests)
    let server = Server(model: model, facts: facts, script: script, log: log)
    url = "http://127.0.0.1:\(loopback.port)"
    self.log = log
    task = Task.detached { await loopback.run { await server.serve($0) } }
  }

  deinit { task.cancel() }

  /// Ends every connection and frees the port.
  package func stop() async {
    task.cancel()
    await task.value
  }
}

/// What one connection of a fake node does.
private struct Server: Sendable {
  let model: FakeModel
  let facts: @Sendable (FakeRequest) async -> FakeReply?
  let script: FakeNode.Script
  let log: RequestLog

  func serve(_ wire: Wire) async {
    log.connected()
    var reader = HTTPReader(wire)
    do {
      while let message = try await reader.next() {
        guard try await answer(message, on: wire) else { return }
      }
    } catch {
      // The client left or the test ended; either way this connection is over.
    }
  }

  private func answer(_ message: HTTPReader.Message, on wire: Wire) async throws -> Bool {
    let request = log.began { number in
      FakeRequest(
        number: number, method: message.method, path: message.path, headers: message.headers,
        body: message.body)
    }
    defer { log.ended(request) }
    let reply = await reply(to: request)
    var writer = HTTPWriter(wire)
    do {
      switch try await writer.write(reply) {
      case .keepAlive: return true
      case .closed: return false
      case .clientLeft:
        log.left()
        return false
      }
    } catch {
      log.left()
      throw error
    }
  }

  private func reply(to request: FakeRequest) async -> FakeReply {
    guard request.isChat else {
      if let scripted = await facts(request) { return scripted }
      return model.facts(for: request)
    }
    if let scripted = await script(request) { return scripted }
    return FakeAnswer(CannedReview.text(for: request.prompt), model: model.name).reply(to: request)
  }
}
