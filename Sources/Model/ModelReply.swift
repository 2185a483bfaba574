/// One finished exchange with a node, as a provider saw it.
package struct ModelReply: Sendable, Hashable {
  /// `.answered` means that the protocol ended well, not that the text is a valid review.
  package var ending: Ending
  /// The text the model wrote, as far as it came.
  package var text: String
  package var usage: Usage
  /// The model that the node says it used.
  package var servedModel: String?
  /// Milliseconds since the Unix epoch.
  package var startedAt: Int64
  package var firstTokenAt: Int64?
  package var endedAt: Int64
  /// How long the node asked to be left alone.
  package var retryAfter: Duration?
  /// One sentence for people: what went wrong, where. Never holds a key.
  package var detail: String?
  /// Bytes of the request body that were handed to the network.
  package var requestBytes: Int

  package init(
    ending: Ending, text: String = "", usage: Usage = Usage(), servedModel: String? = nil, startedAt: Int64,
    firstTokenAt: Int64? = nil, endedAt: Int64, retryAfter: Duration? = nil, detail: String? = nil,
    requestBytes: Int = 0
  ) {
    self.ending = ending
    self.text = text
    self.usage = usage
    self.servedModel = servedModel
    self.startedAt = startedAt
    self.firstTokenAt = firstTokenAt
    self.endedAt = endedAt
    self.retryAfter = retryAfter
    self.detail = detail
    self.requestBytes = requestBytes
  }
}
