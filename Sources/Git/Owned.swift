import CLibgit2

/// The one owner of one libgit2 object; frees it.
@safe
struct Owned: ~Copyable {
  typealias Release = @convention(c) (OpaquePointer?) -> Void

  /// Valid as long as the owner lives.
  let pointer: OpaquePointer
  private let release: Release

  /// Takes over the object that `make` puts into its argument.
  init(freedBy release: Release, _ make: (inout OpaquePointer?) -> Int32) throws(Failure) {
    var made: OpaquePointer?
    let code = unsafe make(&made)
    guard code >= 0, let made = unsafe made else { throw Failure(code) }
    unsafe self.pointer = unsafe made
    unsafe self.release = unsafe release
  }

  /// Takes over an object that somebody else made.
  init(freedBy release: Release, taking pointer: OpaquePointer) {
    unsafe self.pointer = unsafe pointer
    unsafe self.release = unsafe release
  }

  deinit { unsafe release(pointer) }
}
