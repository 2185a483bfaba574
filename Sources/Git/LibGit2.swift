import CLibgit2
import Synchronization

/// The library itself, as the system has it.
package enum LibGit2 {
  /// For example `1.5.1`.
  package static var version: String {
    var major: Int32 = 0
    var minor: Int32 = 0
    var revision: Int32 = 0
    _ = unsafe git_libgit2_version(&major, &minor, &revision)
    return "\(major).\(minor).\(revision)"
  }

  /// Negative when the library could not be initialised. A global is initialised once and lazily, which is
  /// what `git_libgit2_init` asks for; nobody shuts the library down, because objects may outlive any scope.
  static let initialised: Int32 = {
    let count = git_libgit2_init()
    guard count >= 0 else { return count }
    return min(sluice_git_allow_harmless_extensions(), sluice_git_skip_hash_verification(), count)
  }()

  /// Whether owners are validated is a setting of the whole process. The lock keeps an opening that trusts
  /// the repository from switching the validation off under one that does not.
  private static let ownerValidation = Mutex(())

  /// Runs `body` with the validation of the repository's owner switched on or off, alone in the process.
  static func validatingOwner<Value>(_ validates: Bool, _ body: () -> sending Value) -> sending Value {
    ownerValidation.withLock { _ in
      _ = sluice_git_set_owner_validation(validates ? 1 : 0)
      defer { _ = sluice_git_set_owner_validation(1) }
      return body()
    }
  }
}
