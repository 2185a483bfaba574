import Git

/// A path as git stores it: bytes that need not be text.
struct RepositoryPath: Sendable, Hashable {
  let bytes: [UInt8]
  /// UTF-8 as it is, anything else percent-encoded.
  let text: String
  let isPercentEncoded: Bool
  /// Where the last component begins.
  private let nameStart: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    nameStart = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    if let text = String(validating: bytes, as: UTF8.self) {
      self.text = text
      isPercentEncoded = false
    } else {
      text = RepositoryPath.percentEncoded(bytes)
      isPercentEncoded = true
    }
  }

  var directory: ArraySlice<UInt8> { bytes[..<max(0, nameStart - 1)] }

  /// The last component as text.
  var name: String {
    isPercentEncoded
      ? RepositoryPath.percentEncoded(Array(bytes[nameStart...]))
      : String(decoding: bytes[nameStart...], as: UTF8.self)
  }

  static func directory(of path: [UInt8]) -> ArraySlice<UInt8> {
    path.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? []
  }

  /// The last component in lower case, as the built-in rules compare it.
  var foldedName: String { String(decoding: bytes[nameStart...].map(RepositoryPath.folded), as: UTF8.self) }

  /// All components but the last in lower case.
  var foldedDirectories: [String] {
    directory.split(separator: UInt8(ascii: "/")).map {
      String(decoding: $0.map(RepositoryPath.folded), as: UTF8.self)
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 32 : byte }

  private static func percentEncoded(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      if byte > 32, byte < 127, byte != UInt8(ascii: "%") {
        text.append(byte)
      } else {
        text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension FileChange {
  /// The path that names the change: the new side's, the old side's for a deletion.
  var path: [UInt8] { status == .deleted ? oldPath : newPath }
}
