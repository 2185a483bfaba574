/// Writes one reply. Neighbouring pieces of a reply without waits between them go out in one write.
struct HTTPWriter {
  private let wire: Wire
  private var pending: [UInt8] = []

  init(_ wire: Wire) { self.wire = wire }

  /// What became of the connection.
  enum Outcome {
    case keepAlive, closed, clientLeft
  }

  mutating func write(_ reply: FakeReply) async throws -> Outcome {
    pending += head(of: reply)
    for step in reply.steps {
      if let outcome = try await perform(step, framing: reply.framing) { return outcome }
    }
    if case .chunked = reply.framing { pending += Array("0\r\n\r\n".utf8) }
    try await flush()
    switch reply.framing {
    case .chunked, .length: return .keepAlive
    case .claiming, .untilClose, .raw: return .closed
    }
  }

  private mutating func perform(_ step: FakeReply.Step, framing: FakeReply.Framing) async throws -> Outcome? {
    switch step {
    case .bytes(let bytes):
      append(bytes, framing)
      return nil
    case .wait(let gate):
      try await flush()
      return await wire.waits(gate) ? nil : .clientLeft
    case .drip(let bytes, let pause):
      while true {
        append(bytes, framing)
        guard (try? await flush()) != nil else { return .clientLeft }
        try await Task.sleep(for: pause)
      }
    case .reset:
      try await flush()
      wire.resetOnClose()
      return .closed
    case .hangUp:
      try await flush()
      return .closed
    }
  }

  private mutating func append(_ bytes: [UInt8], _ framing: FakeReply.Framing) {
    guard case .chunked = framing else { return pending += bytes }
    guard !bytes.isEmpty else { return }
    pending += Array((String(bytes.count, radix: 16) + "\r\n").utf8)
    pending += bytes
    pending += [13, 10]
  }

  private mutating func flush() async throws {
    guard !pending.isEmpty else { return }
    let bytes = pending
    pending = []
    try await wire.write(bytes)
  }

  private func head(of reply: FakeReply) -> [UInt8] {
    var text = "HTTP/1.1 \(reply.status) Scripted\r\n"
    switch reply.framing {
    case .raw: return []
    case .chunked: text += "Transfer-Encoding: chunked\r\n"
    case .claiming(let count): text += "Content-Length: \(count)\r\n"
    case .untilClose: text += "Connection: close\r\n"
    case .length:
      let count = reply.steps.reduce(0) { sum, step in
        if case .bytes(let bytes) = step { sum + bytes.count } else { sum }
      }
      text += "Content-Length: \(count)\r\n"
    }
    for (name, value) in reply.headers.sorted(by: { $0.key < $1.key }) { text += "\(name): \(value)\r\n" }
    return Array((text + "\r\n").utf8)
  }
}

extension Wire {
  /// Waits at the gate; false when the client leaves first.
  func waits(_ gate: Gate) async -> Bool {
    await withTaskGroup(of: Bool?.self) { group in
      group.addTask {
        await gate.pass()
        return Task.isCancelled ? nil : true
      }
      group.addTask { [self] in
        // A client that has sent its request says nothing more: whatever arrives now is the end.
        let bytes = try? await read()
        return Task.isCancelled || bytes != nil ? nil : false
      }
      defer { group.cancelAll() }
      for await verdict in group {
        if let verdict { return verdict }
      }
      return false
    }
  }
}
