import Model

/// Reads the reply of `/api/chat`: one JSON text a line.
struct OllamaStream: ChatStream {
  private(set) var transcript = Transcript()
  private var lines = JSONLines()

  mutating func take(_ bytes: Span<UInt8>) {
    var arrived: [[UInt8]] = []
    lines.feed(bytes) { arrived.append($0) }
    for line in arrived { take(line) }
    if lines.isOverlong { transcript.breach = "sends a line without end" }
  }

  mutating func finish() {
    var arrived: [[UInt8]] = []
    lines.finish { arrived.append($0) }
    for line in arrived { take(line) }
  }

  private mutating func take(_ line: [UInt8]) {
    guard !transcript.isFinal else { return }
    guard let json = try? JSONReader.read(line), json.isObject else {
      transcript.breach = "sends a line that is not JSON"
      return
    }
    if let error = NodeError(json) {
      transcript.error = error
      return
    }
    if let model = json["model"]?.string { transcript.model = model }
    if let host = json["remote_host"]?.string, !host.isEmpty { transcript.remoteHost = host }
    if let message = json["message"] { takeMessage(message) }
    if json["done"] == .bool(true) { takeEnd(json) }
  }

  private mutating func takeMessage(_ message: JSONValue) {
    transcript.sawMessage = true
    let text = message["content"]?.string ?? ""
    let thought = message["thinking"]?.string ?? ""
    transcript.text += text
    guard !text.isEmpty || !thought.isEmpty else { return }
    transcript.sawToken = true
    transcript.sawLife = true
  }

  private mutating func takeEnd(_ json: JSONValue) {
    transcript.isEnded = true
    transcript.finish = json["done_reason"]?.string
    var usage = Usage()
    usage.promptTokens = json["prompt_eval_count"]?.int
    usage.cachedTokens = json["prompt_eval_cached_count"]?.int
    if let all = usage.promptTokens { usage.evaluatedTokens = all - (usage.cachedTokens ?? 0) }
    usage.completionTokens = json["eval_count"]?.int
    usage.promptMilliseconds = json["prompt_eval_duration"]?.double.map { $0 / 1_000_000 }
    usage.completionMilliseconds = json["eval_duration"]?.double.map { $0 / 1_000_000 }
    transcript.usage = usage
  }
}
