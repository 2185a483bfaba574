import Foundation
import Git

extension GitError {
  /// The first command that the message shows between backticks.
  var command: String? {
    let parts = description.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[1]) : nil
  }
}

extension ScratchRepository {
  fileprivate func looseObject(_ id: String) -> String {
    path + "/.git/objects/" + id.prefix(2) + "/" + id.dropFirst(2)
  }

  /// Takes a loose object away.
  func removeObject(_ id: String) throws { try FileManager.default.removeItem(atPath: looseObject(id)) }

  /// Replaces a loose object by bytes that are none.
  func damageObject(_ id: String) throws {
    try FileManager.default.removeItem(atPath: looseObject(id))
    try Data("this is no zlib stream".utf8).write(to: URL(fileURLWithPath: looseObject(id)))
  }
}

extension ScratchRepository {
  /// Puts one loose object in the place of another.
  func exchangeObject(_ id: String, with other: String) throws {
    try FileManager.default.removeItem(atPath: looseObject(id))
    try FileManager.default.copyItem(atPath: looseObject(other), toPath: looseObject(id))
  }
}
