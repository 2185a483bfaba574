import Curl
import Model

/// What an exchange amounts to. Decided from values alone.
struct Verdict: Sendable, Hashable {
  var ending: Ending
  /// One sentence; nil when all is well.
  var detail: String?
  var retryAfter: Duration?

  init(_ ending: Ending, _ detail: String? = nil, retryAfter: Duration? = nil) {
    self.ending = ending
    self.detail = detail
    self.retryAfter = retryAfter
  }
}

// No usable reply.
extension Verdict {
  /// A transfer that did not come to its end.
  init(_ error: CurlError) {
    let ending: Ending =
      switch error.kind {
      case .cancelled: .cancelled
      case .timedOut(.connect): .transport
      case .timedOut: .timedOut
      case .tooLarge: .truncatedOutput
      case .stopped: .serverError
      case .invalid: .rejected
      case .resolve, .connect, .tls, .proxy, .broken, .other: .transport
      }
    self.init(ending, error.description)
  }

  /// A reply whose status is not 200.
  init(status: Int, error: NodeError, host: String, response: HTTPResponse, now: Int64) {
    if let target = response.redirectHost {
      self.init(
        .rejected, "\(host) redirects to \(target), which is not followed; put that address into the job")
      return
    }
    self.init(error, status: status, host: host)
    if ending.isInfrastructure { retryAfter = RetryAfter.read(response, now: now) }
  }

  /// What a node's error means. `status` is that of the reply, or the one that an error inside a 200 names.
  init(_ error: NodeError, status: Int, host: String) {
    let ending = Self.ending(of: error, status: status)
    let label = status == 200 ? "an error within its reply" : "status \(status)"
    // The text of a refused key may repeat the key.
    let quotes = status != 401 && status != 403 || ending == .refused
    let message = quotes ? Text.clean(error.message, limit: 300, keepsLines: false) : ""
    let advice = status == 404 ? "; check the node's url and model" : quotes ? "" : "; check the node's key"
    self.init(ending, "\(host) answers with \(label)\(message.isEmpty ? "" : ": \(message)")\(advice)")
  }

  private static func ending(of error: NodeError, status: Int) -> Ending {
    let words = error.words
    func says(_ spellings: [String]) -> Bool { spellings.contains { words.contains($0) } }
    if status == 413 { return .truncatedInput }
    if status != 401, status != 403, says(contextWords) { return .truncatedInput }
    if error.hasModeration || status != 429 && says(policyWords) { return .refused }
    if says(billingWords) { return .rejected }
    switch status {
    case 429: return says(["request too large"]) ? .truncatedInput : .rateLimited
    case 408: return .timedOut
    case 200, 409, 425, 500...: return .serverError
    default: return .rejected
    }
  }

  /// The spellings of "does not fit" in OpenAI, llama.cpp, vLLM, Ollama, Anthropic and gateways.
  private static let contextWords = [
    "context_length_exceeded", "exceed_context_size", "maximum context length", "context length",
    "context window", "context size", "prompt is too long", "input is too long", "too many tokens",
    "input length and `max_tokens`", "reduce the length", "longer than the model", "string_above_max_length",
    "larger than the context", "exceeds the limit of tokens", "max_prompt_tokens",
  ]
  private static let policyWords = [
    "content_filter", "content_policy", "content management policy", "moderation", "flagged as",
  ]
  private static let billingWords = [
    "insufficient_quota", "exceeded your current quota", "api usage limits", "credit balance",
    "insufficient credits", "spend limit", "spending limit", "billing", "payment required",
  ]
}

// A reply came.
extension Verdict {
  /// A reply with status 200. `isWhole` tells whether the connection ended in order.
  init(_ transcript: Transcript, host: String) {
    if let breach = transcript.breach {
      self.init(.serverError, "\(host) \(breach)")
    } else if let error = transcript.error {
      self.init(error, status: error.status ?? 200, host: host)
    } else if !transcript.isEnded {
      self.init(.transport, "the reply from \(host) ended without its end marker")
    } else if !transcript.sawMessage {
      self.init(.serverError, "\(host) answers without a message")
    } else {
      self = Self.finished(transcript, host)
    }
  }

  private static func finished(_ transcript: Transcript, _ host: String) -> Verdict {
    switch transcript.finish {
    case "length", "max_tokens", "model_length", "model_context_window_exceeded":
      return Verdict(.truncatedOutput, "the model's answer was cut at its length limit (maxOutputTokens)")
    case "content_filter", "refusal", "safety":
      return Verdict(.refused, "the node filtered the answer")
    case "error": return Verdict(.serverError, "\(host) broke off the answer with an error")
    case "load", "unload": return Verdict(.serverError, "\(host) only \(transcript.finish ?? "")ed the model")
    default: break
    }
    guard isBlank(transcript.text) else { return Verdict(.answered) }
    guard isBlank(transcript.refusal) else {
      return Verdict(
        .refused, "the model refuses: \(Text.clean(transcript.refusal, limit: 200, keepsLines: false))")
    }
    return Verdict(.malformed, "the model's answer is empty")
  }

  private static func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 <= 32 } }
}

// A reply that is too good to be true.
extension Verdict {
  /// Whether the node saw less of the prompt than was sent; `context` is the window that the request asked for.
  static func shortfall(_ usage: Usage, of chat: ChatRequest, halves context: Int?) -> Verdict? {
    guard let reported = usage.promptTokens, reported > 0, chat.expectedTokens > 0 else { return nil }
    let expected = Int(chat.surelyExpectedTokens)
    if Double(reported) < 0.7 * chat.surelyExpectedTokens {
      return Verdict(
        .truncatedInput,
        "the node read \(reported) tokens of a prompt of about \(expected): it was cut on the way")
    }
    // Ollama cuts an oversize prompt to about half the window and says nothing.
    if let context, abs(reported - context / 2) <= max(16, context / 100),
      chat.expectedTokens >= Double(reported) * ChatRequest.margin
    {
      return Verdict(
        .truncatedInput,
        "the node read \(reported) tokens, half its window of \(context), of a prompt of about \(expected)")
    }
    return nil
  }
}
