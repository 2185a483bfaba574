/// Why bytes could not be unpacked.
package enum DeflateError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The bytes are not what `Deflate.compress` wrote.
  case corrupt
  /// They hold more than the caller is ready to take, in bytes.
  case tooLarge(limit: Int)

  package var description: String {
    switch self {
    case .corrupt: "the packed bytes are damaged: they do not unpack to what was stored"
    case .tooLarge(let limit): "the packed bytes hold more than the \(limit) bytes that are allowed here"
    }
  }
}
