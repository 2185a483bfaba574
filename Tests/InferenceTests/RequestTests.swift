import Curl
import Fakes
import Inference
import Model
import Testing

@Suite struct `A request` {
  @Test func `to an OpenAI-compatible node streams, asks for usage and a bounded schema`() async throws {
    let node = try FakeNode(FakeModel(.openAI))
    let bench = try Bench(.openai, node.url)
    _ = await bench.ask(InferenceSettings(maxOutputTokens: 77, temperature: 0.5))
    let request = try #require(node.log.chats.first)
    let json = try JSONReader.read(request.body)
    #expect(request.path == "/v1/chat/completions")
    #expect(json["model"]?.string == "fake-model")
    #expect(json["stream"] == .bool(true))
    #expect(json["stream_options"]?["include_usage"] == .bool(true))
    #expect(json["temperature"]?.double == 0.5)
    #expect(json["max_tokens"]?.int == 77)
    #expect(json["response_format"]?["type"]?.string == "json_schema")
    let findings = json["response_format"]?["json_schema"]?["schema"]?["properties"]?["findings"]
    #expect(findings?["maxItems"]?.int == 1)
    #expect(findings?["items"]?["properties"]?["quote"]?["maxLength"]?.int == 40)
    #expect(json["return_progress"] == nil)
    #expect(json["provider"] == nil)
    #expect(request.messages.map(\.role) == ["system", "user"])
    #expect(request.messages.map(\.content) == ["Review.", Sample.prompt().user])
  }

  @Test func `to llama.cpp asks for progress once the probe has found it out`() async throws {
    let node = try FakeNode(FakeModel(.llamaCpp))
    let bench = try Bench(.openai, node.url + "/v1/")
    _ = await bench.node.probe(timeout: .seconds(5))
    _ = await bench.ask()
    let json = try JSONReader.read(try #require(node.log.chats.first).body)
    #expect(json["return_progress"] == .bool(true))
    #expect(json["cache_prompt"] == .bool(true))
  }

  @Test func `to OpenRouter asks for no retention and no silent loss of the schema`() async throws {
    let node = try FakeNode(FakeModel(.openAI))
    let bench = try Bench(.openrouter, node.url)
    _ = await bench.ask()
    let json = try JSONReader.read(try #require(node.log.chats.first).body)
    #expect(json["provider"]?["zdr"] == .bool(true))
    #expect(json["provider"]?["data_collection"]?.string == "deny")
    #expect(json["provider"]?["require_parameters"] == .bool(true))
  }

  @Test func `to Ollama sets the window, forbids truncation and thinking`() async throws {
    let node = try FakeNode(FakeModel(.ollama, capabilities: ["completion", "thinking"]))
    let bench = try Bench(.ollama, node.url)
    _ = await bench.node.probe(timeout: .seconds(5))
    _ = await bench.ask(InferenceSettings(maxOutputTokens: 1000))
    let json = try JSONReader.read(try #require(node.log.chats.first).body)
    #expect(json["truncate"] == .bool(false))
    #expect(json["think"] == .bool(false))
    #expect(json["stream"] == .bool(true))
    #expect(json["keep_alive"] == nil)
    #expect(json["options"]?["num_ctx"]?.int == 8192)
    #expect(json["options"]?["num_predict"]?.int == 1000)
    #expect(json["format"]?["properties"]?["findings"]?["maxItems"]?.int == 2)
  }

  @Test func `to Ollama says nothing of thinking to a model that cannot`() async throws {
    let node = try FakeNode(FakeModel(.ollama))
    let bench = try Bench(.ollama, node.url)
    _ = await bench.node.probe(timeout: .seconds(5))
    _ = await bench.ask(InferenceSettings(contextTokens: 4096))
    let json = try JSONReader.read(try #require(node.log.chats.first).body)
    #expect(json["think"] == nil)
    #expect(json["options"]?["num_ctx"]?.int == 4096)
  }

  @Test(arguments: [
    ("'response_format' of type json_schema: unknown keyword maxLength", "plain schema"),
    ("Unsupported parameter: use 'max_completion_tokens' instead of 'max_tokens'", "new token field"),
    ("stream_options is not allowed", "no usage"), ("temperature does not support 0.0", "no temperature"),
  ])
  func `that is refused is changed once, and the change is remembered`(message: String, lesson: String)
    async throws
  {
    let node = try FakeNode(script: { $0.number == 0 ? .error(400, message, to: $0) : nil })
    let bench = try Bench(.openai, node.url)
    #expect(await bench.ask().ending == .answered, "\(lesson)")
    #expect(await bench.ask().ending == .answered)
    let bodies = node.log.chats.map(\.body)
    #expect(bodies.count == 3)
    #expect(bodies[0] != bodies[1])
    #expect(bodies[1] == bodies[2])
  }

  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `falls back from schema to plain JSON to words`(kind: NodeSpec.Kind) async throws {
    let node = try FakeNode(script: { request in
      let json = try? JSONReader.read(request.body)
      let shape = json?["response_format"] ?? json?["format"]
      return shape == nil ? nil : .error(400, "failed to parse grammar of the schema", to: request)
    })
    let bench = try Bench(kind, node.url)
    #expect(await bench.ask().ending == .answered)
    #expect(node.log.chatCount == 4)
    #expect(await bench.ask().ending == .answered)
    #expect(node.log.chatCount == 5)
  }

  @Test func `that nothing can mend is not repeated for ever`() async throws {
    let node = try FakeNode(script: { .error(400, "schema, format, temperature, stream_options", to: $0) })
    let bench = try Bench(.openai, node.url)
    #expect(await bench.ask().ending == .rejected)
    #expect(node.log.chatCount <= 8)
  }

  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `that cannot fit is not sent`(kind: NodeSpec.Kind) async throws {
    let node = try FakeNode()
    let bench = try Bench(kind, node.url)
    let settings = InferenceSettings(maxOutputTokens: 1000, contextTokens: 4096, estimateFactor: 1.5)
    let reply = await bench.ask(settings, tokens: 2000)
    #expect(reply.ending == .truncatedInput)
    #expect(reply.requestBytes == 0)
    #expect(
      reply.detail
        == "not sent: about 3480 tokens of prompt and 1000 of answer do not fit into the node's 4096")
    #expect(node.log.count == 0)
  }

  @Test func `for a repair shows the reply and what is wrong with it`() async throws {
    let node = try FakeNode()
    let bench = try Bench(.openai, node.url)
    let reply = await bench.node.repair(
      Sample.prompt(tokens: 10), malformed: "not json", problem: "it holds no JSON object",
      settings: InferenceSettings())
    #expect(reply.ending == .answered)
    let messages = try #require(node.log.chats.first).messages
    #expect(messages.map(\.role) == ["system", "user", "assistant", "user"])
    #expect(messages[2].content == "not json")
    #expect(messages[3].content.contains("it holds no JSON object"))
  }

  @Test func `to a cloud node carries a cleared prompt`() async throws {
    let node = try FakeNode(FakeModel(.openAI))
    let spec = Sample.spec(.openrouter, node.url, tier: .cloud)
    let bench = try Bench(.openrouter, node.url, spec: spec)
    let cloud = CloudNode(spec: spec, provider: bench.provider)
    let cleared = try #require(Sample.cleared)
    let settings = InferenceSettings(estimateFactor: 0.5)
    #expect(await cloud.complete(cleared, settings: settings).ending == .answered)
    let repaired = await cloud.repair(cleared, malformed: "x", problem: "p", settings: settings)
    #expect(repaired.ending == .answered)
  }
}
