import Foundation

/// A small disk of its own, for what happens when a disk is full or read-only.
struct Mount {
  /// Whether this process may mount at all: root, and not in a container that forbids it.
  static let isPossible: Bool = {
    guard geteuid() == 0 else { return false }
    let path = "\(FileManager.default.temporaryDirectory.path)/sluice-mount-\(UUID().uuidString)"
    guard (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil
    else { return false }
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard let mount = try? Mount(at: path, size: "1m") else { return false }
    mount.remove()
    return true
  }()

  let path: String

  init(at path: String, size: String) throws {
    self.path = path
    try run("/bin/mount", ["-t", "tmpfs", "-o", "size=\(size)", "tmpfs", path])
  }

  func resize(_ size: String) throws { try run("/bin/mount", ["-o", "remount,size=\(size)", path]) }

  func makeReadOnly() throws { try run("/bin/mount", ["-o", "remount,ro", path]) }

  func remove() { try? run("/bin/umount", ["-l", path]) }
}

struct CommandFailed: Error {
  let command: String
  let status: Int32
}

/// Runs a program to its end.
func run(_ program: String, _ arguments: [String]) throws {
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  process.standardError = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw CommandFailed(
      command: "\(program) \(arguments.joined(separator: " "))", status: process.terminationStatus)
  }
}
