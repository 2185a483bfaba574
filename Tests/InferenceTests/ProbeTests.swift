import Fakes
import Inference
import Model
import Testing

@Suite struct `A probe` {
  private let timeout = Duration.seconds(5)

  @Test func `of llama.cpp tells window, slots, weights and build`() async throws {
    let node = try FakeNode(FakeModel(.llamaCpp, contextTokens: 4096, slots: 3))
    let probe = try await Bench(.openai, node.url).node.probe(timeout: timeout)
    #expect(probe.health == .ready)
    #expect(probe.contextTokens == 4096)
    #expect(probe.slots == 3)
    #expect(probe.identity == ModelIdentity(model: "fake-model", version: "fake-q4.gguf b4242-fa4e"))
    #expect(probe.software == "llama.cpp b4242-fa4e")
    #expect(!probe.isRemote)
    #expect(probe.warnings.isEmpty)
  }

  @Test func `of a gateway tells the window of the model`() async throws {
    let node = try FakeNode(FakeModel(.openAI, contextTokens: 32_768))
    let probe = try await Bench(.openai, node.url).node.probe(timeout: timeout)
    #expect(probe.health == .ready)
    #expect(probe.contextTokens == 32_768)
    #expect(probe.identity.version == nil)
  }

  @Test func `of Ollama tells digest, version and window`() async throws {
    let node = try FakeNode(FakeModel(.ollama, contextTokens: 131_072))
    let probe = try await Bench(.ollama, node.url).node.probe(timeout: timeout)
    #expect(probe.health == .ready)
    #expect(probe.identity == ModelIdentity(model: "fake-model", version: "5f0ec0de"))
    #expect(probe.software == "ollama 0.30.1")
    #expect(probe.contextTokens == 8192)
  }

  @Test(
    arguments: [
      (FakeModel.Dialect.llamaCpp, 4096, 16_384, 4096, 1), (.llamaCpp, 4096, 2048, 2048, 0),
      (.ollama, 8192, 16_384, 8192, 1), (.ollama, 131_072, 16_384, 16_384, 0), (.openAI, nil, 9000, 9000, 0),
    ] as [(FakeModel.Dialect, Int?, Int, Int, Int)])
  func `takes the smaller window and warns`(
    dialect: FakeModel.Dialect, reported: Int?, wanted: Int, expected: Int, warnings: Int
  ) async throws {
    let node = try FakeNode(FakeModel(dialect, contextTokens: reported))
    let kind: NodeSpec.Kind = dialect == .ollama ? .ollama : .openai
    let spec = Sample.spec(kind, node.url, context: wanted)
    let probe = try await Bench(kind, node.url, spec: spec).node.probe(timeout: timeout)
    #expect(probe.contextTokens == expected)
    #expect(probe.warnings.count == warnings)
  }

  @Test func `tells that a model is still loading`() async throws {
    let node = try FakeNode(FakeModel(.llamaCpp, isLoading: true))
    #expect(try await Bench(.openai, node.url).node.probe(timeout: timeout).health == .loading)
  }

  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `tells why a node cannot be used`(kind: NodeSpec.Kind) async throws {
    let probe = try await Bench(kind, try FakeWire.deadURL()).node.probe(timeout: timeout)
    guard case .down(let why) = probe.health else { return #expect(Bool(false), "\(probe.health)") }
    #expect(why.hasPrefix("cannot connect to 127.0.0.1"))
    #expect(probe.contextTokens == nil || kind == .ollama)
  }

  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `of a silent node ends in time`(kind: NodeSpec.Kind) async throws {
    let wire = try FakeWire(.silent)
    let probe = try await Bench(kind, wire.url).node.probe(timeout: .milliseconds(60))
    guard case .down(let why) = probe.health else { return #expect(Bool(false), "\(probe.health)") }
    #expect(why.contains("60 ms"))
  }

  @Test func `misses a model that the node does not have`() async throws {
    let gateway = try FakeNode(FakeModel(.openAI, name: "other"))
    let probe = try await Bench(.openai, gateway.url).node.probe(timeout: timeout)
    #expect(
      probe.health
        == .down(
          "\(gateway.url.dropFirst(7)) has no model fake-model (it offers other); check the node's model"))
    let ollama = try FakeNode(FakeModel(.ollama, name: "other"))
    let second = try await Bench(.ollama, ollama.url).node.probe(timeout: timeout)
    #expect(
      second.health
        == .down("\(ollama.url.dropFirst(7)) has no model fake-model; pull it with: ollama pull fake-model"))
  }

  @Test func `only warns when llama.cpp calls its one model otherwise`() async throws {
    let node = try FakeNode(FakeModel(.llamaCpp, name: "other"))
    let probe = try await Bench(.openai, node.url).node.probe(timeout: timeout)
    #expect(probe.health == .ready)
    #expect(probe.warnings.count == 1)
  }

  @Test func `finds a model that is forwarded to somewhere else`() async throws {
    let node = try FakeNode(FakeModel(.ollama, remoteHost: "https://far.example"))
    let bench = try Bench(.ollama, node.url)
    let probe = await bench.node.probe(timeout: timeout)
    #expect(probe.isRemote)
    #expect(probe.warnings.count == 1)
    #expect(await bench.ask().ending == .rejected)
    #expect(node.log.chatCount == 0)
  }

  @Test func `of a router that refuses the key says so`() async throws {
    let node = try FakeNode(facts: { .error(401, "no", to: $0) })
    let probe = try await Bench(.openrouter, node.url).node.probe(timeout: timeout)
    guard case .down(let why) = probe.health else { return #expect(Bool(false), "\(probe.health)") }
    #expect(why.hasSuffix("status 401; check the node's key"))
    #expect(node.log.requests.map(\.path) == ["/v1/models"])
  }

  @Test(arguments: [FakeModel.Dialect.llamaCpp, .openAI])
  func `waits for a free slot where the node tells of slots`(dialect: FakeModel.Dialect) async throws {
    let asked = Gate()
    let busy = FakeReply.json("{}", status: 503)
    let node = try FakeNode(
      FakeModel(dialect),
      facts: { request in
        guard request.path.hasPrefix("/slots") else { return nil }
        await asked.pass()
        return asked.arrivals == 1 ? busy : .json("[]")
      })
    asked.open()
    let bench = try Bench(.openai, node.url)
    _ = await bench.node.probe(timeout: timeout)
    await bench.node.waitUntilFree(timeout: .seconds(20))
    let asks = node.log.requests.count { $0.path.hasPrefix("/slots") }
    #expect(dialect == .llamaCpp ? asks >= 2 : asks == 0)
  }

  @Test func `gives up waiting for a slot when the time is over`() async throws {
    let node = try FakeNode(FakeModel(.llamaCpp, slots: 2, busySlots: 2))
    let bench = try Bench(.openai, node.url)
    _ = await bench.node.probe(timeout: timeout)
    await bench.node.waitUntilFree(timeout: .milliseconds(30))
    #expect(node.log.requests.contains { $0.path == "/slots?fail_on_no_slot=1" })
  }
}
