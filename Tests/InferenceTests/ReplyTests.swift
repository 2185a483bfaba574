import Fakes
import Inference
import Model
import Testing

@Suite struct `A reply` {
  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `brings text, usage, times and model`(kind: NodeSpec.Kind) async throws {
    let node = try FakeNode(script: { request in
      FakeAnswer("{\"findings\":[]} é😀", pieces: 5, promptTokens: 120, cachedTokens: 100, model: "served")
        .reply(to: request)
    })
    let reply = try await Bench(kind, node.url).ask()
    #expect(reply.ending == .answered)
    #expect(reply.detail == nil)
    #expect(reply.text == "{\"findings\":[]} é😀")
    #expect(reply.servedModel == "served")
    #expect(reply.usage.promptTokens == 120)
    #expect(reply.usage.evaluatedTokens == (kind == .ollama ? 120 : 20))
    #expect(reply.usage.cachedTokens == (kind == .ollama ? nil : 100))
    #expect(reply.usage.completionTokens == 40)
    #expect(reply.usage.promptMilliseconds == 12.5)
    #expect(reply.usage.completionMilliseconds == 25)
    #expect(reply.requestBytes == node.log.chats.first?.body.count)
    let first = try #require(reply.firstTokenAt)
    #expect(reply.startedAt <= first && first <= reply.endedAt)
  }

  @Test func `tells what it cost, rounded up`() async throws {
    let node = try FakeNode(script: { _ in
      .stream([
        #"data: {"choices":[{"delta":{"content":"{}"},"finish_reason":"stop"}]}"# + "\n\n",
        #"data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"cost":0.0000121}}"# + "\n\n",
        "data: [DONE]\n\n",
      ])
    })
    let reply = try await Bench(.openrouter, node.url).ask()
    #expect(reply.usage.reportedCost == Money(micros: 13))
  }

  @Test func `need not be streamed`() async throws {
    let node = try FakeNode(script: { _ in
      .json(
        #"{"model":"m","choices":[{"message":{"content":"{}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9}}"#
      )
    })
    let reply = try await Bench(.openai, node.url).ask()
    #expect(reply.ending == .answered)
    #expect(reply.text == "{}")
    #expect(reply.usage.promptTokens == 9)
  }

  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `that is cancelled ends so while the node still works`(kind: NodeSpec.Kind) async throws {
    let gate = Gate()
    let node = try FakeNode(script: { FakeAnswer("{}", beforeEnd: gate).reply(to: $0) })
    let bench = try Bench(kind, node.url)
    let task = Task { await bench.ask() }
    await gate.arrived(1)
    task.cancel()
    #expect(await task.value.ending == .cancelled)
  }

  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `whose first token does not come is timed out`(kind: NodeSpec.Kind) async throws {
    let gate = Gate()
    let node = try FakeNode(script: { FakeAnswer("{}", before: gate).reply(to: $0) })
    let reply = try await Bench(kind, node.url).ask(InferenceSettings(limits: Limits(firstToken: 40)))
    #expect(reply.ending == .timedOut)
    #expect(reply.detail?.hasSuffix("within 40 ms (limit: first)") == true)
  }

  @Test func `of pings alone has no first token`() async throws {
    let node = try FakeNode(script: { _ in
      FakeReply(framing: .chunked, steps: [.drip(Array(": ping\n\n".utf8), every: .milliseconds(5))])
    })
    let reply = try await Bench(.openai, node.url).ask(InferenceSettings(limits: Limits(firstToken: 60)))
    #expect(reply.ending == .timedOut)
    #expect(reply.detail?.hasSuffix("(limit: first)") == true)
  }

  @Test func `lives by progress and by pings`() async throws {
    let progress = #"data: {"choices":[],"prompt_progress":{"total":9,"processed":3}}"# + "\n\n"
    let steps: [FakeReply.Step] = [
      .bytes(Array(progress.utf8)), .drip(Array(": ping\n\n".utf8), every: .milliseconds(5)),
    ]
    let node = try FakeNode(script: { _ in FakeReply(framing: .chunked, steps: steps) })
    // Without progress the first limit would end it, without pings the second: only the third is left.
    let limits = Limits(firstToken: 300, stall: 300, total: 700)
    let reply = try await Bench(.openai, node.url).ask(InferenceSettings(limits: limits))
    #expect(reply.ending == .timedOut)
    #expect(reply.detail?.hasSuffix("(limit: total)") == true)
    #expect(reply.firstTokenAt == nil)
  }

  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `that stalls is timed out and keeps what came`(kind: NodeSpec.Kind) async throws {
    let node = try FakeNode(script: { FakeAnswer("{\"fi", beforeEnd: Gate()).reply(to: $0) })
    let reply = try await Bench(kind, node.url).ask(InferenceSettings(limits: Limits(stall: 40)))
    #expect(reply.ending == .timedOut)
    #expect(reply.text == "{\"fi")
  }

  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `of a hundred megabytes is cut at the limit`(kind: NodeSpec.Kind) async throws {
    let piece = String(repeating: "x", count: 50_000)
    let node = try FakeNode(script: { request in
      let event =
        request.isOllama
        ? #"{"message":{"content":"\#(piece)"},"done":false}"# + "\n"
        : #"data: {"choices":[{"delta":{"content":"\#(piece)"}}]}"# + "\n\n"
      return FakeReply(framing: .chunked, steps: [.drip(Array(event.utf8), every: .zero)])
    })
    let reply = try await Bench(kind, node.url).ask(InferenceSettings(limits: Limits(maxReplyBytes: 1 << 20)))
    #expect(reply.ending == .truncatedOutput)
    #expect(reply.text.utf8.count <= 1 << 20)
    #expect(reply.detail?.contains("maxReplyBytes") == true)
  }

  @Test(arguments: [
    (NodeSpec.Kind.openai, 1000, 650, 1.0, Ending.truncatedInput), (.openai, 1000, 750, 1.0, .answered),
    (.openai, 1000, 650, 0.9, .answered), (.ollama, 3000, 2050, 1.0, .truncatedInput),
    (.ollama, 2600, 2050, 1.0, .truncatedInput), (.ollama, 2200, 2050, 1.0, .answered),
    (.ollama, 2600, 2200, 1.0, .answered), (.openai, 2600, 2050, 1.0, .answered),
  ])
  func `that tells of too few prompt tokens is no answer`(
    kind: NodeSpec.Kind, estimate: Int, reported: Int, factor: Double, ending: Ending
  ) async throws {
    let node = try FakeNode(script: { FakeAnswer("{}", promptTokens: reported).reply(to: $0) })
    let settings = InferenceSettings(maxOutputTokens: 10, contextTokens: 4096, estimateFactor: factor)
    let reply = try await Bench(kind, node.url).ask(settings, tokens: estimate)
    #expect(reply.ending == ending, "\(reply.detail ?? "")")
  }

  @Test func `from a local model that lives elsewhere is rejected, and nothing more is sent`() async throws {
    let node = try FakeNode(script: { _ in
      .json(#"{"remote_host":"https://far.example:443","message":{"content":"{}"},"done":true}"# + "\n")
    })
    let bench = try Bench(.ollama, node.url)
    let reply = await bench.ask()
    #expect(reply.ending == .rejected)
    #expect(reply.detail?.contains("far.example") == true)
    #expect(await bench.ask().ending == .rejected)
    #expect(node.log.chatCount == 1)
  }

  @Test(arguments: ["gpt-oss:120b-cloud", "qwen3:cloud"])
  func `is never asked of a cloud model behind a local daemon`(model: String) async throws {
    let node = try FakeNode(FakeModel(.ollama, name: model))
    let spec = Sample.spec(.ollama, node.url, model: model)
    #expect(try await Bench(.ollama, node.url, spec: spec).ask().ending == .rejected)
    #expect(node.log.count == 0)
  }
}
