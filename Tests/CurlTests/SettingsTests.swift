import Curl
import Fakes
import Testing

@Suite struct `The usual variables` {
  @Test(arguments: ["http_proxy", "all_proxy", "ALL_PROXY"])
  func `send a foreign host through the proxy`(name: String) async throws {
    let proxy = try FakeNode(facts: { _ in .json("{}") })
    let loop = TransferLoop(NetworkSettings(environment: [name: proxy.url]))
    let response = try await loop.perform(HTTPRequest(.get, "http://node.invalid:8080/health"))
    #expect(response.status == 200)
    #expect(proxy.log.requests.map(\.path) == ["http://node.invalid:8080/health"])
  }

  @Test func `never send what is on this machine through a proxy`() async throws {
    let node = try FakeNode()
    let proxy = try FakeNode()
    let loop = TransferLoop(NetworkSettings(environment: ["http_proxy": proxy.url, "no_proxy": "x.example"]))
    #expect(try await loop.perform(HTTPRequest(.get, node.url + "/health")).status == 200)
    #expect(proxy.log.count == 0)
  }

  @Test func `keep hosts of no_proxy away from the proxy`() async throws {
    let proxy = try FakeNode()
    let settings = NetworkSettings(environment: ["http_proxy": proxy.url, "no_proxy": ".invalid"])
    let kind = await outcome(of: HTTPRequest(.get, "http://node.invalid/"), on: TransferLoop(settings))
    #expect(kind == .resolve)
    #expect(proxy.log.count == 0)
  }

  @Test func `in capitals do not set the proxy for http`() async throws {
    let proxy = try FakeNode()
    let settings = NetworkSettings(environment: ["HTTP_PROXY": proxy.url])
    let kind = await outcome(of: HTTPRequest(.get, "http://node.invalid/"), on: TransferLoop(settings))
    #expect(kind == .resolve)
  }

  @Test(arguments: [
    "http://user:hunter2@127.0.0.1:9", "http://user:hunter2@proxy.invalid:9", "bad://user:hunter2@x:9",
    "http://user:hunter2@[::bad:9",
  ])
  func `never show a proxy's password in an error`(proxy: String) async throws {
    let loop = TransferLoop(NetworkSettings(environment: ["http_proxy": proxy]))
    let error = await #expect(throws: CurlError.self) {
      try await loop.perform(HTTPRequest(.get, "http://node.invalid/"))
    }
    #expect(error?.description.contains("hunter2") == false)
    #expect(error?.description.contains("user") == false)
  }
}

@Suite struct `What is printed` {
  @Test func `never holds the value of a secret header`() {
    let header = HTTPHeader("Authorization", "Bearer sk-4711", isSecret: true)
    let request = HTTPRequest(.post, "http://127.0.0.1", headers: [header])
    var dumped = ""
    dump(request, to: &dumped)
    for text in ["\(header)", String(reflecting: header), "\(request)", String(reflecting: request), dumped] {
      #expect(!text.contains("4711"))
    }
  }

  @Test(arguments: [
    ("https://user:pass@host.example:1/a@b", "host.example:1"), ("http://127.0.0.1:80?x", "127.0.0.1:80"),
    ("host", "host"), ("http://[::1]:8080/x", "[::1]:8080"), ("http://a\u{1B}[31m/", "a[31m"),
  ])
  func `of an address is its host alone`(url: String, host: String) {
    #expect(HTTPRequest.host(of: url) == host)
  }

  @Test func `of the library is its version`() {
    #expect(LibCurl.version.split(separator: ".").count == 3)
  }
}
