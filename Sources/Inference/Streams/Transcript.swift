import Model

/// What a chat's reply has said so far, in words that all protocols share.
struct Transcript: Sendable {
  var text = ""
  var refusal = ""
  /// `stop`, `length`, `content_filter`, …
  var finish: String?
  var usage = Usage()
  var model: String?
  var error: NodeError?
  /// The protocol's own end marker came.
  var isEnded = false
  /// There was at least one choice or message, be it empty.
  var sawMessage = false
  /// A token or a progress event came.
  var sawLife = false
  /// A token came.
  var sawToken = false
  /// A host outside the building that the node forwards to.
  var remoteHost: String?
  /// How the reply breaks its protocol, as the end of a sentence.
  var breach: String?

  /// All that can still come is of no use.
  var isFinal: Bool { isEnded || error != nil || breach != nil }
}

/// Reads one protocol's stream of a chat.
protocol ChatStream: Sendable {
  init()
  var transcript: Transcript { get }
  mutating func take(_ bytes: Span<UInt8>)
  /// The body is over.
  mutating func finish()
}
