import Curl
import Model

/// One request for an answer and everything that came of it.
struct Exchange<Stream: ChatStream>: Sendable {
  var verdict: Verdict
  var transcript: Transcript
  /// Set when the status was not 200.
  var refusal: NodeError?
  var status: Int
  var startedAt: Int64
  var firstTokenAt: Int64?
  var endedAt: Int64
  var requestBytes: Int

  /// Sends `body` and reads the reply as it comes.
  static func run(_ path: String, body: [UInt8], limits: Limits, on endpoint: Endpoint) async -> Exchange {
    let startedAt = WallClock.now
    let sink = ChatSink<Stream>()
    let request = endpoint.request(path, body: body, limits: TransferLimits(limits))
    var failure: CurlError?
    var response = HTTPResponse(status: 0)
    do {
      response = try await endpoint.loop.perform(request, into: sink)
    } catch {
      failure = error
    }
    let record = sink.finish(isWhole: failure == nil)
    let endedAt = WallClock.now
    let refusal = failure == nil && response.status != 200 ? NodeError(body: record.errorBody) : nil
    let verdict: Verdict =
      if record.stream.transcript.breach != nil {
        Verdict(record.stream.transcript, host: endpoint.host)
      } else if let failure {
        Verdict(failure)
      } else if let refusal {
        Verdict(
          status: response.status, error: refusal, host: endpoint.host, response: response, now: endedAt)
      } else {
        Verdict(record.stream.transcript, host: endpoint.host)
      }
    return Exchange(
      verdict: verdict, transcript: record.stream.transcript, refusal: refusal, status: response.status,
      startedAt: startedAt, firstTokenAt: record.firstTokenAt, endedAt: endedAt, requestBytes: body.count)
  }

  func reply(_ endpoint: Endpoint) -> ModelReply {
    ModelReply(
      ending: verdict.ending, text: transcript.text, usage: transcript.usage, servedModel: transcript.model,
      startedAt: startedAt, firstTokenAt: firstTokenAt, endedAt: endedAt, retryAfter: verdict.retryAfter,
      detail: verdict.detail.map(endpoint.withoutKey), requestBytes: requestBytes)
  }
}

extension TransferLimits {
  init(_ limits: Limits) {
    self.init(
      connect: .milliseconds(min(10_000, limits.firstToken)), first: .milliseconds(limits.firstToken),
      stall: .milliseconds(limits.stall), total: .milliseconds(limits.total),
      maxBodyBytes: limits.maxReplyBytes)
  }
}

extension ModelReply {
  /// A request that was not sent.
  static func unsent(_ ending: Ending, _ detail: String) -> ModelReply {
    let now = WallClock.now
    return ModelReply(ending: ending, startedAt: now, endedAt: now, detail: detail)
  }
}
