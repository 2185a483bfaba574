import CLibgit2

extension ObjectID {
  /// Copies an id out of libgit2.
  init(_ raw: git_oid) {
    let digits = Array("0123456789abcdef".utf8)
    let text = unsafe withUnsafeBytes(of: raw.id) { bytes in
      unsafe String(unsafeUninitializedCapacity: 40) { buffer in
        for index in 0..<20 {
          unsafe buffer[2 * index] = digits[Int(bytes[index] >> 4)]
          unsafe buffer[2 * index + 1] = digits[Int(bytes[index] & 15)]
        }
        return 40
      }
    }
    self.init(hex: text)
  }

  /// The id as libgit2 wants it.
  var raw: git_oid {
    get throws(Failure) {
      var oid = git_oid()
      try Failure.check(unsafe git_oid_fromstr(&oid, hex))
      return oid
    }
  }

  /// The first digits, for sentences.
  var short: String { String(hex.prefix(12)) }
}
