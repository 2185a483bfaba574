import Model

/// One conversation to be continued. Only `LocalNode` and `CloudNode` make one, and the latter only of a cleared
/// prompt: an uncleared prompt cannot reach a cloud node.
package struct ChatRequest: Sendable {
  package struct Message: Sendable, Hashable {
    package enum Role: String, Sendable, Hashable {
      case system, user, assistant
    }

    package let role: Role
    package let content: String
  }

  package let messages: [Message]
  package let settings: InferenceSettings
  /// Before calibration.
  package let estimatedTokens: Int

  /// The longest part of a malformed reply that is shown to the model again.
  private static let maxQuoted = 4000

  init(_ prompt: Prompt, settings: InferenceSettings) {
    messages = [
      Message(role: .system, content: prompt.instructions), Message(role: .user, content: prompt.user),
    ]
    self.settings = settings
    estimatedTokens = prompt.estimatedTokens
  }

  /// The same question once more, with the reply that could not be used and what is wrong with it.
  init(_ prompt: Prompt, malformed: String, problem: String, settings: InferenceSettings) {
    let quoted = Text.bounded(malformed, Self.maxQuoted)
    let wish = """
      Your reply cannot be used: \(problem). Answer the first message again with one JSON object of the \
      agreed shape and nothing else.
      """
    messages = [
      Message(role: .system, content: prompt.instructions), Message(role: .user, content: prompt.user),
      Message(role: .assistant, content: quoted), Message(role: .user, content: wish),
    ]
    self.settings = settings
    // Bytes per token of code are 2.8 at the fifth percentile; 3 with room for the frame around it.
    estimatedTokens = prompt.estimatedTokens + (quoted.utf8.count + wish.utf8.count) / 3 + 16
  }

  /// Tokens of the prompt as this node will probably count them.
  var expectedTokens: Double { Double(estimatedTokens) * settings.estimateFactor }

  /// The fewest tokens that the prompt can be. A factor learnt from prose is too high for code and the other way
  /// round, and a paid answer must not be thrown away on a guess.
  var surelyExpectedTokens: Double { Double(estimatedTokens) * min(settings.estimateFactor, 1) }

  /// An estimate with this margin covers 99 of 100 prompts (measured on 2,100 diffs of 25 repositories).
  static let margin = 1.16

  /// Why the request cannot fit into `context` tokens; nil when it does.
  func overflow(of context: Int) -> String? {
    let prompt = Int((expectedTokens * Self.margin).rounded(.up))
    guard prompt + settings.maxOutputTokens > context else { return nil }
    return """
      not sent: about \(prompt) tokens of prompt and \(settings.maxOutputTokens) of answer do not fit into \
      the node's \(context)
      """
  }
}
