#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A key for a node. Knows where it came from, and never prints itself: only this room can read the secret.
package struct Credential: Sendable {
  /// `env:NAME` or `file:PATH`.
  package let reference: String
  let secret: String

  private static let maxBytes = 16 << 10

  /// Reads the key that `reference` names, from `environment` or from a file; white space around it is not part of it.
  package static func load(
    _ reference: String, environment: [String: String]
  ) throws(CredentialError) -> Credential {
    let parts = reference.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { throw CredentialError.noReference }
    let text: String
    switch parts[0] {
    case "env":
      guard let value = environment[parts[1]] else { throw CredentialError(reference, "is not set") }
      text = value
    case "file": text = try read(parts[1], reference)
    default: throw CredentialError.noReference
    }
    let secret = trimmed(text)
    guard !secret.isEmpty else { throw CredentialError(reference, "is empty") }
    guard secret.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw CredentialError(reference, "holds spaces, line breaks or other characters that no key has")
    }
    return Credential(reference: reference, secret: secret)
  }

  private static func read(_ path: String, _ reference: String) throws(CredentialError) -> String {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      throw CredentialError(reference, "cannot be read")
    }
    guard data.count <= maxBytes else { throw CredentialError(reference, "is too large for a key") }
    return String(decoding: data, as: UTF8.self)
  }

  private static func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)[...]
    while let last = bytes.last, last <= 32 { bytes.removeLast() }
    while let first = bytes.first, first <= 32 { bytes.removeFirst() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "[credential \(reference)]" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["reference": reference]) }
}

/// Why a key cannot be had.
package struct CredentialError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  fileprivate init(_ reference: String, _ problem: String) {
    description = "the key \(reference) \(problem); set it before the run"
  }

  private init() {
    // What was written may be the secret itself, so it is not repeated.
    description = "a key is named as env:NAME or file:PATH in a job and never written out"
  }

  fileprivate static let noReference = CredentialError()
}
