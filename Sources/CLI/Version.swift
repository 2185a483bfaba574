import Checkpoints
import Curl
import Git

/// What `sluice --version` says.
enum Version {
  /// Semantic version of this source tree.
  static let number = "0.1.0"

  static var text: String {
    "sluice \(number) (libgit2 \(LibGit2.version), libcurl \(LibCurl.version), SQLite \(SQLiteLibrary.version))"
  }
}
