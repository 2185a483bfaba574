/// Takes a reply's body as it arrives, on the loop's thread: it must be quick and must not block.
package protocol BodySink: AnyObject, Sendable {
  /// `status` is that of the reply the bytes belong to.
  func receive(_ bytes: Span<UInt8>, status: Int) -> BodyVerdict
}

/// What a sink makes of the body so far.
package enum BodyVerdict: Sendable {
  /// Nothing yet of what the caller waits for: the limit for the first byte goes on.
  case waiting
  /// The reply flows: from now on only the stall limit and the total limit count.
  case flowing
  /// All that matters has come. The server gets a moment to end the body, which keeps the connection;
  /// if it does not, the transfer ends well all the same.
  case done
  /// The rest is not wanted: the transfer ends with `CurlError.Kind.stopped`.
  case stop
}
