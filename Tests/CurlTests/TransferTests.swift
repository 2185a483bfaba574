import Curl
import Fakes
import Testing

@Suite struct `A transfer` {
  private let loop = TransferLoop(NetworkSettings(version: "1.2.3"))

  @Test func `brings status, headers and body`() async throws {
    let node = try FakeNode(facts: { _ in .json("{}", status: 418, headers: ["X-Tea": "green"]) })
    let response = try await loop.perform(HTTPRequest(.get, node.url + "/tea?hot=1"))
    #expect(response.status == 418)
    #expect(response.header("x-TEA") == "green")
    #expect(response.body == Array("{}".utf8))
    #expect(node.log.requests.map(\.path) == ["/tea?hot=1"])
  }

  @Test func `posts exactly the bytes it was given`() async throws {
    let node = try FakeNode()
    let body = Array("zero \0 and é and \u{1F600}".utf8) + [0xFF, 0xFE]
    let headers = [HTTPHeader("Content-Type", "application/x-test")]
    _ = try await loop.perform(HTTPRequest(.post, node.url + "/x", headers: headers, body: body))
    let seen = try #require(node.log.requests.first)
    #expect(seen.method == "POST")
    #expect(seen.body == body)
    #expect(seen.headers["content-type"] == "application/x-test")
    #expect(seen.headers["user-agent"] == "sluice/1.2.3")
  }

  @Test func `of a large body does not wait for a 100 Continue`() async throws {
    let node = try FakeNode()
    let body = [UInt8](repeating: 97, count: 3 << 20)
    _ = try await loop.perform(HTTPRequest(.post, node.url + "/x", body: body))
    let seen = try #require(node.log.requests.first)
    #expect(seen.headers["expect"] == nil)
    #expect(seen.body.count == body.count)
  }

  @Test func `uses the connection of the one before`() async throws {
    let node = try FakeNode()
    for _ in 0..<5 { _ = try await loop.perform(HTTPRequest(.get, node.url + "/health")) }
    #expect(node.log.count == 5)
    #expect(node.log.connections == 1)
  }

  @Test func `does not wait for others`() async throws {
    let gate = Gate()
    let node = try FakeNode(script: { request in
      await gate.pass()
      return .json("{\"n\":\(request.number)}")
    })
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<64 {
        group.addTask { [loop] in
          try await loop.perform(HTTPRequest(.post, node.url + "/v1/chat/completions")).status
        }
      }
      await gate.arrived(64)
      gate.open()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 200, count: 64))
    #expect(node.log.peakConcurrency == 64)
  }

  @Test func `is aborted when its task is cancelled`() async throws {
    let gate = Gate()
    let node = try FakeNode(facts: { _ in .stream(["data: 1\n\n"], then: [.wait(gate)]) })
    let task = Task { [loop] in await outcome(of: HTTPRequest(.get, node.url + "/"), on: loop) }
    await gate.arrived(1)
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test func `of a task that is cancelled already sends nothing`() async throws {
    let node = try FakeNode()
    let task = Task { [loop] in
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      return await outcome(of: HTTPRequest(.get, node.url + "/"), on: loop)
    }
    #expect(await task.value == .cancelled)
  }

  @Test func `follows no redirect and names its host`() async throws {
    let node = try FakeNode(facts: { _ in
      .json("", status: 307, headers: ["Location": "https://user:pass@elsewhere.example:8443/v1?x"])
    })
    let key = HTTPHeader("Authorization", "Bearer k", isSecret: true)
    let response = try await loop.perform(HTTPRequest(.post, node.url + "/", headers: [key]))
    #expect(response.status == 307)
    #expect(response.redirectHost == "elsewhere.example:8443")
    #expect(node.log.count == 1)
  }

  @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "::", ""])
  func `takes http and https addresses only`(url: String) async {
    #expect(await outcome(of: HTTPRequest(.get, url), on: loop) == .invalid)
  }

  @Test(arguments: [("X-A", "1\r\nX-B: 2"), ("X-A", "1\n"), ("X A", "1"), ("X:A", "1"), ("X-A", "\0")])
  func `lets no header smuggle in another`(name: String, value: String) async throws {
    let node = try FakeNode()
    let request = HTTPRequest(.get, node.url, headers: [HTTPHeader(name, value)])
    #expect(await outcome(of: request, on: loop) == .invalid)
    #expect(node.log.count == 0)
  }
}

/// How a request failed; nil when it did not.
func outcome(
  of request: HTTPRequest, into sink: (any BodySink)? = nil, on loop: TransferLoop
) async -> CurlError.Kind? {
  do {
    _ = try await loop.perform(request, into: sink)
    return nil
  } catch {
    return error.kind
  }
}
