import Curl
import Synchronization

/// Reads a chat's reply while it arrives, on the transfer loop's thread.
final class ChatSink<Stream: ChatStream>: BodySink {
  struct Record: Sendable {
    var stream = Stream()
    var status = 0
    /// The body of a reply whose status is not 200, as far as it is of use.
    var errorBody: [UInt8] = []
    /// Milliseconds since the epoch.
    var firstTokenAt: Int64?
  }

  /// Protects what the loop's thread writes and the caller reads afterwards.
  private let record = Mutex(Record())
  private static var maxErrorBody: Int { 64 << 10 }

  func receive(_ bytes: Span<UInt8>, status: Int) -> BodyVerdict {
    record.withLock { record in
      record.status = status
      guard status == 200 else {
        for index in bytes.indices where record.errorBody.count < Self.maxErrorBody {
          record.errorBody.append(bytes[index])
        }
        return .flowing
      }
      record.stream.take(bytes)
      let transcript = record.stream.transcript
      if record.firstTokenAt == nil, transcript.sawToken { record.firstTokenAt = WallClock.now }
      if transcript.breach != nil { return .stop }
      if transcript.isFinal { return .done }
      return transcript.sawLife ? .flowing : .waiting
    }
  }

  /// What came, after the transfer has ended in order (`isWhole`) or not.
  func finish(isWhole: Bool) -> Record {
    record.withLock { record in
      if isWhole { record.stream.finish() }
      return record
    }
  }
}
