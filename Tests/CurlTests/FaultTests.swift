import Curl
import Fakes
import Testing

@Suite struct `A transfer that fails` {
  private let loop = TransferLoop()

  @Test func `says that nobody listens`() async throws {
    let url = try FakeWire.deadURL()
    #expect(await outcome(of: HTTPRequest(.get, url), on: loop) == .connect)
  }

  @Test func `says that a name is not known`() async {
    let limits = TransferLimits(connect: .seconds(20))
    let kind = await outcome(of: HTTPRequest(.get, "http://sluice.invalid/", limits: limits), on: loop)
    #expect(kind == .resolve)
  }

  /// The reset may arrive before the client has noticed that it is connected.
  @Test func `reset at once never came about or is broken`() async throws {
    let wire = try FakeWire(.resetAtOnce)
    let kind = await outcome(of: HTTPRequest(.post, wire.url, body: [1]), on: loop)
    #expect(kind == .broken || kind == .connect)
  }

  @Test(arguments: [FakeWire.Behaviour.resetAfterRequest, .hangUpAfterRequest])
  func `without a reply is broken`(behaviour: FakeWire.Behaviour) async throws {
    let wire = try FakeWire(behaviour)
    #expect(await outcome(of: HTTPRequest(.post, wire.url, body: [1]), on: loop) == .broken)
  }

  @Test(arguments: [
    FakeReply(framing: .claiming(100), steps: [.bytes([65, 66]), .hangUp]),
    FakeReply(framing: .claiming(100), steps: [.bytes([65, 66]), .reset]),
    FakeReply(framing: .chunked, steps: [.bytes([65, 66]), .hangUp]),
    FakeReply(framing: .chunked, steps: [.reset]),
  ])
  func `in the middle of the body is broken`(reply: FakeReply) async throws {
    let node = try FakeNode(facts: { _ in reply })
    #expect(await outcome(of: HTTPRequest(.get, node.url), on: loop) == .broken)
  }

  @Test func `for want of trust says so`() async throws {
    let plain = try FakeWire(.greets(Array("HTTP/1.1 400 Not TLS\r\n\r\n".utf8)))
    let url = "https" + plain.url.dropFirst(4)
    #expect(await outcome(of: HTTPRequest(.get, url), on: loop) == .tls)
  }

  @Test func `for want of the named certificates says which file`() async throws {
    let node = try FakeNode()
    let strict = TransferLoop(NetworkSettings(environment: ["SSL_CERT_FILE": "/nowhere/ca.pem"]))
    let error = await #expect(throws: CurlError.self) {
      try await strict.perform(HTTPRequest(.get, "https" + node.url.dropFirst(4)))
    }
    #expect(error?.kind == .tls)
    #expect(error?.description.contains("/nowhere/ca.pem") == true)
  }

  @Test func `because the body is too large stops reading it`() async throws {
    let piece = [UInt8](repeating: 65, count: 60_000)
    let node = try FakeNode(facts: { _ in
      FakeReply(framing: .chunked, steps: [.drip(piece, every: .zero)])
    })
    let request = HTTPRequest(.get, node.url, limits: TransferLimits(maxBodyBytes: 1 << 20))
    #expect(await outcome(of: request, on: loop) == .tooLarge)
  }

  @Test func `because the head has no end stops reading it`() async throws {
    let line = Array("X-Filler: \(String(repeating: "f", count: 1000))\r\n".utf8)
    let node = try FakeNode(facts: { _ in
      let head = [UInt8]("HTTP/1.1 200 OK\r\n".utf8)
      return FakeReply(framing: .raw, steps: [.bytes(head), .drip(line, every: .zero)])
    })
    #expect(await outcome(of: HTTPRequest(.get, node.url), on: loop) == .tooLarge)
  }

  @Test func `leaves the loop in order for the next`() async throws {
    let bad = try FakeWire(.resetAfterRequest)
    let good = try FakeNode()
    for _ in 0..<3 {
      _ = await outcome(of: HTTPRequest(.get, bad.url), on: loop)
      #expect(try await loop.perform(HTTPRequest(.get, good.url + "/health")).status == 200)
    }
  }
}
