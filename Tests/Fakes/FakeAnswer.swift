/// A chat answer in the words of the protocol that was asked: server-sent events, or JSON lines for Ollama.
package struct FakeAnswer: Sendable {
  package var text: String
  /// Into how many pieces the text is cut.
  package var pieces: Int
  /// `stop`, `length`, `content_filter`, …
  package var finish: String
  /// Nil: a third of the request's bytes.
  package var promptTokens: Int?
  package var cachedTokens: Int
  package var completionTokens: Int
  package var model: String
  /// Passed before the first piece.
  package var before: Gate?
  /// Passed before the end marker.
  package var beforeEnd: Gate?
  /// False: the stream ends in order without its end marker.
  package var marksEnd: Bool

  package init(
    _ text: String, pieces: Int = 3, finish: String = "stop", promptTokens: Int? = nil, cachedTokens: Int = 0,
    completionTokens: Int = 40, model: String = "fake-model", before: Gate? = nil, beforeEnd: Gate? = nil,
    marksEnd: Bool = true
  ) {
    self.text = text
    self.pieces = pieces
    self.finish = finish
    self.promptTokens = promptTokens
    self.cachedTokens = cachedTokens
    self.completionTokens = completionTokens
    self.model = model
    self.before = before
    self.beforeEnd = beforeEnd
    self.marksEnd = marksEnd
  }

  /// The whole reply to `request`.
  package func reply(to request: FakeRequest) -> FakeReply {
    let prompt = promptTokens ?? request.body.count / 3
    var steps: [FakeReply.Step] = before.map { [.wait($0)] } ?? []
    steps += cut().map { .bytes(Array((request.isOllama ? line($0) : event($0)).utf8)) }
    steps += beforeEnd.map { [.wait($0)] } ?? []
    let end = request.isOllama ? lastLine(prompt) : lastEvents(prompt)
    if marksEnd { steps.append(.bytes(Array(end.utf8))) }
    let type = request.isOllama ? "application/x-ndjson" : "text/event-stream"
    return FakeReply(headers: ["Content-Type": type], framing: .chunked, steps: steps)
  }

  /// Cut between whole scalars only, as real nodes do.
  private func cut() -> [String] {
    let scalars = Array(text.unicodeScalars)
    let size = max(1, (scalars.count + pieces - 1) / max(1, pieces))
    return stride(from: 0, to: scalars.count, by: size).map { start in
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: scalars[start..<min(start + size, scalars.count)])
      return String(piece)
    }
  }

  private func event(_ piece: String) -> String {
    """
    data: {"id":"c1","object":"chat.completion.chunk","model":"\(model)","choices":[{"index":0,\
    "delta":{"content":\(JSONText.quoted(piece))},"finish_reason":null}]}\n\n
    """
  }

  private func lastEvents(_ prompt: Int) -> String {
    """
    data: {"id":"c1","model":"\(model)","choices":[{"index":0,"delta":{},"finish_reason":"\(finish)"}]}\n
    data: {"id":"c1","model":"\(model)","choices":[],"usage":{"prompt_tokens":\(prompt),\
    "completion_tokens":\(completionTokens),"prompt_tokens_details":{"cached_tokens":\(cachedTokens)}},\
    "timings":{"cache_n":\(cachedTokens),"prompt_n":\(prompt - cachedTokens),"prompt_ms":12.5,\
    "predicted_n":\(completionTokens),"predicted_ms":25.0}}\n
    data: [DONE]\n\n
    """
  }

  private func line(_ piece: String) -> String {
    """
    {"model":"\(model)","created_at":"2026-11-22T00:00:00Z",\
    "message":{"role":"assistant","content":\(JSONText.quoted(piece))},"done":false}\n
    """
  }

  private func lastLine(_ prompt: Int) -> String {
    """
    {"model":"\(model)","created_at":"2026-11-22T00:00:00Z","message":{"role":"assistant","content":""},\
    "done":true,"done_reason":"\(finish)","total_duration":50000000,"load_duration":1000000,\
    "prompt_eval_count":\(prompt),"prompt_eval_duration":12500000,"eval_count":\(completionTokens),\
    "eval_duration":25000000}\n
    """
  }
}
