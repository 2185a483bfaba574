import Model

/// Numbers of the names that nearly every write needs, so that it need not look them up.
///
/// `@unchecked Sendable`: touched on the writing connection's queue alone.
final class Names: @unchecked Sendable {
  var runs: [String: Int64] = [:]
  var makers: [Maker: Int64] = [:]
  var models: [String: Int64] = [:]
  /// The last one only: units come group by group.
  var group: (digest: Digest, number: Int64)?
  /// The last instructions and the last shared text.
  var texts: [Prompt.Part: (text: String, number: Int64)] = [:]
  /// The number of the next reply.
  var reply: Int64?

  /// After a rollback the numbers may belong to rows that no longer exist.
  func forget() {
    runs = [:]
    makers = [:]
    models = [:]
    group = nil
    texts = [:]
    reply = nil
  }
}

extension Prompt {
  /// The parts of a prompt that units share.
  enum Part { case instructions, shared }
}
