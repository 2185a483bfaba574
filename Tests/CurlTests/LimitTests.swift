import Curl
import Fakes
import Synchronization
import Testing

@Suite struct `A limit` {
  private let loop = TransferLoop()
  private let tiny = Duration.milliseconds(40)

  @Test func `for the beginning ends a silent node`() async throws {
    let wire = try FakeWire(.silent)
    let request = HTTPRequest(.get, wire.url, limits: TransferLimits(first: tiny))
    #expect(await outcome(of: request, on: loop) == .timedOut(.first))
  }

  @Test func `for the beginning is not met by a head alone`() async throws {
    let node = try FakeNode(facts: { _ in FakeReply(framing: .chunked, steps: [.wait(Gate())]) })
    let request = HTTPRequest(.get, node.url, limits: TransferLimits(first: tiny))
    #expect(await outcome(of: request, on: loop) == .timedOut(.first))
  }

  @Test func `for the beginning goes on while the sink still waits`() async throws {
    let ping = Array(": ping\n\n".utf8)
    let node = try FakeNode(facts: { _ in
      FakeReply(framing: .chunked, steps: [.drip(ping, every: .milliseconds(5))])
    })
    let request = HTTPRequest(.get, node.url, limits: TransferLimits(first: tiny))
    let sink = ScriptedSink { _, _ in .waiting }
    #expect(await outcome(of: request, into: sink, on: loop) == .timedOut(.first))
  }

  @Test func `for a stall ends a node that falls silent`() async throws {
    let node = try FakeNode(facts: { _ in .stream(["a"], then: [.wait(Gate())]) })
    let request = HTTPRequest(.get, node.url, limits: TransferLimits(stall: tiny))
    #expect(await outcome(of: request, on: loop) == .timedOut(.stall))
  }

  @Test func `for the whole ends a node that drips for ever`() async throws {
    let node = try FakeNode(facts: { _ in
      FakeReply(framing: .chunked, steps: [.drip([65], every: .milliseconds(5))])
    })
    let request = HTTPRequest(.get, node.url, limits: TransferLimits(total: .milliseconds(80)))
    #expect(await outcome(of: request, on: loop) == .timedOut(.total))
  }

  @Test func `is named in the sentence, with its figure`() async throws {
    let wire = try FakeWire(.silent)
    let error = await #expect(throws: CurlError.self) {
      try await loop.perform(HTTPRequest(.get, wire.url, limits: TransferLimits(first: tiny)))
    }
    #expect(
      error?.description
        == "no answer began from 127.0.0.1:\(wire.port) within 40 ms (limit: first)")
  }
}

@Suite struct `A sink` {
  private let loop = TransferLoop()

  @Test func `gets every byte in order, and the status with it`() async throws {
    let node = try FakeNode(facts: { _ in .stream(["one ", "two ", "three"]) })
    let sink = ScriptedSink { _, status in status == 200 ? .flowing : .stop }
    let response = try await loop.perform(HTTPRequest(.get, node.url), into: sink)
    #expect(sink.text == "one two three")
    #expect(response.body.isEmpty)
  }

  @Test func `that says stop ends the transfer`() async throws {
    let node = try FakeNode(facts: { _ in .stream(["bad"], then: [.wait(Gate())]) })
    let sink = ScriptedSink { _, _ in .stop }
    #expect(await outcome(of: HTTPRequest(.get, node.url), into: sink, on: loop) == .stopped)
  }

  @Test func `that is done need not wait for the end of the connection`() async throws {
    let node = try FakeNode(facts: { _ in .stream(["all"], then: [.wait(Gate())]) })
    let sink = ScriptedSink { _, _ in .done }
    let response = try await loop.perform(HTTPRequest(.get, node.url), into: sink)
    #expect(response.status == 200)
    #expect(sink.text == "all")
  }

  @Test func `that is done forgives a broken end`() async throws {
    let node = try FakeNode(facts: { _ in .stream(["all"], then: [.reset]) })
    let sink = ScriptedSink { _, _ in .done }
    #expect(try await loop.perform(HTTPRequest(.get, node.url), into: sink).status == 200)
  }
}

/// Collects what comes and answers by rule.
private final class ScriptedSink: BodySink {
  private let verdict: @Sendable (String, Int) -> BodyVerdict
  /// Protects what the loop's thread writes and the test reads.
  private let bytes = Mutex<[UInt8]>([])

  init(_ verdict: @escaping @Sendable (String, Int) -> BodyVerdict) { self.verdict = verdict }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  func receive(_ chunk: Span<UInt8>, status: Int) -> BodyVerdict {
    var piece: [UInt8] = []
    for index in chunk.indices { piece.append(chunk[index]) }
    bytes.withLock { $0 += piece }
    return verdict(String(decoding: piece, as: UTF8.self), status)
  }
}
