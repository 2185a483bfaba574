import Foundation
import Testing

/// A real repository in a folder of its own, driven by the real git, removed at the end.
final class GitFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "sluice-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try git("init", "-q", "-b", "main")
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  @discardableResult
  func git(_ arguments: String...) throws -> String { try Self.run(arguments, in: url) }

  func write(_ text: String, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func commit(_ message: String) throws {
    try git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", message)
  }

  /// `count` small files on `main`, each changed on `feature`; one unit a file.
  static func withChanges(_ count: Int) throws -> GitFolder {
    let folder = try GitFolder()
    for index in 0..<count { try folder.write(source(index, changed: false), to: name(index)) }
    try folder.commit("Tariffs")
    try folder.git("switch", "-q", "-c", "feature")
    for index in 0..<count { try folder.write(source(index, changed: true), to: name(index)) }
    try folder.commit("Raise the tariffs")
    return folder
  }

  private static func name(_ index: Int) -> String { "lane\(index / 10)/tariff\(index).swift" }

  private static func source(_ index: Int, changed: Bool) -> String {
    """
    struct Tariff\(index) {
      func toll(for axles: Int) -> Int {
        let base = \(100 + index)
        return base * axles\(changed ? " + \(index % 7)" : "")
      }
    }

    """
  }

  static func run(_ arguments: [String], in folder: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
      "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z", "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "git \(arguments.joined(separator: " "))")
    return String(decoding: output, as: UTF8.self)
  }
}

/// A job file for a fake node.
enum JobText {
  static func local(
    _ url: String, concurrency: Int = 4, limits: String = "{ retries: 1 }", more: String = ""
  ) -> String {
    """
    version: 1
    name: test
    source: { repo: ., base: main, head: feature }
    nodes:
      fake: { tier: local, kind: openai, url: "\(url)", model: fake-model, concurrency: \(concurrency) }
    routing: { mode: local }
    limits: \(limits)
    \(more)
    """
  }
}
