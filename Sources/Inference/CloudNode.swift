package import Model

/// A node outside the building. It takes cleared prompts and nothing else.
package struct CloudNode: Sendable {
  package let spec: NodeSpec
  private let provider: any Provider

  package init(spec: NodeSpec, provider: any Provider) {
    self.spec = spec
    self.provider = provider
  }

  package func probe(timeout: Duration) async -> NodeProbe { await provider.probe(timeout: timeout) }

  package func complete(_ cleared: ClearedPrompt, settings: InferenceSettings) async -> ModelReply {
    await provider.send(ChatRequest(cleared.prompt, settings: settings))
  }

  /// Asks again, showing the reply that could not be used and saying why.
  package func repair(
    _ cleared: ClearedPrompt, malformed: String, problem: String, settings: InferenceSettings
  ) async -> ModelReply {
    await provider.send(
      ChatRequest(cleared.prompt, malformed: malformed, problem: problem, settings: settings))
  }
}
