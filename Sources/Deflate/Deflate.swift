/// Packs bytes with zlib at its fastest level.
///
/// Packed form: a mark byte, then either the bytes as they are (mark R) or their count (4 bytes, little
/// endian) and a zlib stream (mark D).
package struct Deflate {
  /// Below this many bytes zlib's own header and tables cost more than they save.
  private static let smallest = 256
  // Letters that differ in several bits: one flipped bit never turns one mark into the other.
  private static let rawMark = UInt8(ascii: "R")
  private static let packedMark = UInt8(ascii: "D")
  private static let headerSize = 5

  /// Packs any bytes. What does not become smaller is kept as it is.
  package static func compress(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= smallest, bytes.count <= Int(Int32.max) else { return raw(bytes) }
    let packed = Streams.deflating { deflater in
      deflater.pack(bytes, after: header(of: bytes.count))
    }
    guard let packed, packed.count <= bytes.count else { return raw(bytes) }
    return packed
  }

  /// Unpacks what `compress` gave. `limit` is the most bytes the caller takes, whatever the header says.
  package static func decompress(_ packed: [UInt8], limit: Int) throws(DeflateError) -> [UInt8] {
    guard let mark = packed.first else { throw .corrupt }
    switch mark {
    case rawMark:
      guard packed.count - 1 <= limit else { throw .tooLarge(limit: limit) }
      return Array(packed.dropFirst())
    case packedMark:
      guard packed.count > headerSize else { throw .corrupt }
      let count = (0..<4).reduce(0) { $0 | Int(packed[$1 + 1]) << (8 * $1) }
      guard count <= limit else { throw .tooLarge(limit: limit) }
      guard let bytes = Streams.inflating({ $0.unpack(packed, from: headerSize, count: count) }) else {
        throw .corrupt
      }
      return bytes
    default:
      throw .corrupt
    }
  }

  private static func raw(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    packed.reserveCapacity(bytes.count + 1)
    packed.append(rawMark)
    packed.append(contentsOf: bytes)
    return packed
  }

  private static func header(of count: Int) -> [UInt8] {
    [packedMark] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
  }
}
