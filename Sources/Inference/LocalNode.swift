package import Model

/// A node in the building. It may see any prompt.
package struct LocalNode: Sendable {
  package let spec: NodeSpec
  private let provider: any Provider

  package init(spec: NodeSpec, provider: any Provider) {
    self.spec = spec
    self.provider = provider
  }

  package func probe(timeout: Duration) async -> NodeProbe { await provider.probe(timeout: timeout) }

  package func complete(_ prompt: Prompt, settings: InferenceSettings) async -> ModelReply {
    await provider.send(ChatRequest(prompt, settings: settings))
  }

  /// Asks again, showing the reply that could not be used and saying why.
  package func repair(
    _ prompt: Prompt, malformed: String, problem: String, settings: InferenceSettings
  ) async -> ModelReply {
    await provider.send(
      ChatRequest(prompt, malformed: malformed, problem: problem, settings: settings))
  }

  /// Waits until a slot is free, at most `timeout`, so that a retry does not queue behind the abandoned request it
  /// replaces: llama.cpp goes on for a while with a prompt whose client has left. Other nodes offer no such
  /// question, and the call returns at once.
  package func waitUntilFree(timeout: Duration) async { await provider.waitUntilFree(timeout: timeout) }
}
