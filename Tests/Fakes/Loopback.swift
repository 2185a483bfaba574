import FlyingSocks
import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A listening socket on 127.0.0.1 and what the fakes do with its connections.
struct Loopback: Sendable {
  let socket: Socket
  let pool: any AsyncSocketPool
  let port: UInt16

  /// Takes a free port and listens at once, so that the address is good before `run` is called.
  init() throws {
    // A client that leaves must be an error of write(), not the end of the test process.
    _ = signal(SIGPIPE, SIG_IGN)
    socket = try Socket(domain: AF_INET)
    try socket.bind(to: sockaddr_in.inet(ip4: "127.0.0.1", port: 0))
    try socket.listen()
    guard case .ip4(_, let port) = try socket.sockname() else { throw SocketError.unsupportedAddress }
    self.port = port
    pool = SocketPool<Poll>.make(maxEvents: 128)
  }

  func close() { try? socket.close() }

  /// Accepts until cancelled; each connection is handled in its own task and closed afterwards.
  func run(_ handle: @escaping @Sendable (Wire) async -> Void) async {
    defer { close() }
    do {
      try await pool.prepare()
      let listener = try AsyncSocket(socket: socket, pool: pool)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pool.run() }
        group.addTask {
          try await withThrowingDiscardingTaskGroup { connections in
            while true {
              let wire = Wire(socket: try await listener.accept().socket, pool: pool)
              connections.addTask {
                wire.sendAtOnce()
                await handle(wire)
                wire.close()
              }
            }
          }
        }
        defer { group.cancelAll() }
        try await group.next()
      }
    } catch {
      // Cancellation is how a fake ends.
    }
  }
}

/// One accepted connection.
struct Wire: Sendable {
  let socket: Socket
  let pool: any AsyncSocketPool

  /// The next bytes; nil when the client has left.
  func read() async throws -> [UInt8]? {
    while true {
      do {
        return try socket.read(atMost: 32_768)
      } catch SocketError.blocked {
        try await pool.suspendSocket(socket, untilReadyFor: .read)
      } catch SocketError.disconnected {
        return nil
      }
    }
  }

  func write(_ bytes: [UInt8]) async throws {
    let data = Data(bytes)
    var sent = 0
    while sent < data.count {
      do {
        sent = try socket.write(data, from: sent)
      } catch SocketError.blocked {
        try await pool.suspendSocket(socket, untilReadyFor: .write)
      }
    }
  }

  func close() { try? socket.close() }

  /// Without this, the second write of a reply waits for the client's delayed acknowledgement.
  func sendAtOnce() {
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    _ = unsafe setsockopt(socket.file.rawValue, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
  }

  /// Makes the coming `close` a reset: a linger time of zero discards what is queued and sends RST.
  func resetOnClose() {
    var now = linger(l_onoff: 1, l_linger: 0)
    let size = socklen_t(MemoryLayout<linger>.size)
    _ = unsafe setsockopt(socket.file.rawValue, SOL_SOCKET, SO_LINGER, &now, size)
  }
}
