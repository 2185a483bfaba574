/// A socket that misbehaves below HTTP.
package final class FakeWire: Sendable {
  package enum Behaviour: Sendable {
    /// Accepts, and resets before it reads anything.
    case resetAtOnce
    /// Accepts, sends these bytes without waiting for a request, and ends in order.
    case greets([UInt8])
    /// Reads the request and resets without a byte of reply.
    case resetAfterRequest
    /// Reads the request and hangs up without a byte of reply.
    case hangUpAfterRequest
    /// Reads the request and never says anything, until the client leaves.
    case silent
    /// Reads the request, sends these bytes, and ends in order.
    case sends([UInt8])
  }

  package let url: String
  package let port: UInt16
  private let task: Task<Void, Never>

  package init(_ behaviour: Behaviour) throws {
    let loopback = try Loopback()
    port = loopback.port
    url = "http://127.0.0.1:\(loopback.port)"
    task = Task.detached {
      await loopback.run { wire in try? await Self.perform(behaviour, on: wire) }
    }
  }

  deinit { task.cancel() }

  package func stop() async {
    task.cancel()
    await task.value
  }

  /// An address at which nobody listens: taken, and given back at once.
  package static func deadURL() throws -> String {
    let loopback = try Loopback()
    loopback.close()
    return "http://127.0.0.1:\(loopback.port)"
  }

  private static func perform(_ behaviour: Behaviour, on wire: Wire) async throws {
    if case .resetAtOnce = behaviour { return wire.resetOnClose() }
    if case .greets(let bytes) = behaviour { return try await wire.write(bytes) }
    var reader = HTTPReader(wire)
    _ = try await reader.next()
    switch behaviour {
    case .resetAtOnce, .greets, .resetAfterRequest: wire.resetOnClose()
    case .hangUpAfterRequest: break
    case .silent: while try await wire.read() != nil {}
    case .sends(let bytes): try await wire.write(bytes)
    }
  }
}
