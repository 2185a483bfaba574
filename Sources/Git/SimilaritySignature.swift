/// What a file consists of, for telling how much of it came from another file: its bytes cut after each newline or
/// 64 bytes, and for each distinct piece how many bytes it makes up. git measures renames the same way (with a hash of
/// its own), so that `-M50%` means here what it means there.
struct SimilaritySignature {
  private struct Piece {
    var hash: UInt32
    var bytes: UInt32
  }

  let size: Int
  /// By hash, without duplicates.
  private let pieces: [Piece]

  init(of content: [UInt8]) {
    size = content.count
    pieces = SimilaritySignature.merged(SimilaritySignature.cut(content))
  }

  /// Bytes of this file that are in `other` too.
  private func shared(with other: SimilaritySignature) -> Int {
    var shared = 0
    var one = 0
    var two = 0
    while one < pieces.count && two < other.pieces.count {
      let left = pieces[one]
      let right = other.pieces[two]
      if left.hash == right.hash { shared += Int(min(left.bytes, right.bytes)) }
      if left.hash <= right.hash { one += 1 }
      if right.hash <= left.hash { two += 1 }
    }
    return shared
  }

  /// Of 60,000 (git's scale): the shared bytes against the larger of the files.
  func score(against other: SimilaritySignature) -> Int {
    let larger = max(size, other.size)
    return larger == 0 ? 0 : shared(with: other) * 60_000 / larger
  }

  private static func cut(_ content: [UInt8]) -> [Piece] {
    // As git does, a carriage return before a line feed does not count in text; a NUL early on means binary.
    let isText = !content.prefix(8000).contains(0)
    var pieces: [Piece] = []
    pieces.reserveCapacity(content.count / 32 + 1)
    var hash: UInt32 = 2_166_136_261  // FNV-1a
    var length: UInt32 = 0
    unsafe content.withUnsafeBufferPointer { bytes in
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        if isText && byte == 13 && index + 1 < bytes.count && (unsafe bytes[index + 1]) == 10 { continue }
        hash = (hash ^ UInt32(byte)) &* 16_777_619
        length += 1
        if length < 64 && byte != 10 { continue }
        pieces.append(Piece(hash: hash, bytes: length))
        hash = 2_166_136_261
        length = 0
      }
    }
    if length > 0 { pieces.append(Piece(hash: hash, bytes: length)) }
    return pieces
  }

  private static func merged(_ pieces: [Piece]) -> [Piece] {
    var merged: [Piece] = []
    merged.reserveCapacity(pieces.count)
    for piece in pieces.sorted(by: { $0.hash < $1.hash }) {
      if merged.last?.hash == piece.hash {
        merged[merged.count - 1].bytes += piece.bytes
      } else {
        merged.append(piece)
      }
    }
    return merged
  }
}
