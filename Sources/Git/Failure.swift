import CLibgit2

/// A return code of libgit2 with the message that belongs to it, before a room's sentence is made of it.
struct Failure: Error {
  let code: Int32
  /// `git_error_t`: which part of the library failed.
  let kind: Int32
  let message: String

  /// Must be made on the thread that got the code, at once: libgit2 keeps the last message per thread.
  init(_ code: Int32) {
    self.code = code
    if let last = unsafe git_error_last() {
      kind = unsafe last.pointee.klass
      message = unsafe last.pointee.message.map { unsafe String(cString: $0) } ?? "no message"
    } else {
      kind = 0
      message = "libgit2 gave the code \(code) and no message"
    }
  }

  var isNotFound: Bool { code == GIT_ENOTFOUND.rawValue }

  /// An object is absent, as opposed to a name or a path that does not exist.
  var isMissingObject: Bool { isNotFound && kind == Int32(GIT_ERROR_ODB.rawValue) }

  /// Two commits have no common ancestor, as opposed to a commit that is absent.
  var isWithoutMergeBase: Bool { isNotFound && kind == Int32(GIT_ERROR_MERGE.rawValue) }

  var comesFromSystem: Bool { kind == Int32(GIT_ERROR_OS.rawValue) }

  /// Throws when a libgit2 call failed.
  static func check(_ code: Int32) throws(Failure) {
    if code < 0 { throw Failure(code) }
  }
}
