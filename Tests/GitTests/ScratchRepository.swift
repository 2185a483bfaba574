import Foundation

/// A repository in a temporary folder, made with the real git program, fixed dates and no configuration but its own;
/// removed with its owner.
final class ScratchRepository {
  /// A change to make in a commit.
  enum Edit {
    case write(_ path: [UInt8], _ content: [UInt8], mode: String)
    case submodule(_ path: String, commit: String)
    case remove(_ path: [UInt8])

    static func file(_ path: String, _ content: String, mode: String = "100644") -> Edit {
      .write(Array(path.utf8), Array(content.utf8), mode: mode)
    }

    static func link(_ path: String, to target: String) -> Edit { .file(path, target, mode: "120000") }

    static func remove(_ path: String) -> Edit { .remove(Array(path.utf8)) }
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// With symbolic links resolved, as libgit2 reports it.
  let path: String
  private let folder: URL
  private var commits = 0

  init(_ initialisation: [String] = ["init", "-q", "-b", "main"]) throws {
    folder = try ScratchRepository.makeFolder()
    path = folder.path + "/repository"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try git(initialisation)
  }

  /// A clone by the file protocol, so that depth and filters count.
  init(cloning origin: ScratchRepository, _ options: String...) throws {
    folder = try ScratchRepository.makeFolder()
    path = folder.path + "/clone"
    try ScratchRepository.run(
      ["git", "clone", "-q"] + options + ["file://" + origin.path, path], in: folder.path)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      print("not removed: \(folder.path): \(error)")
    }
  }

  /// A folder beside the repository that goes with it.
  func beside(_ name: String) -> String { folder.path + "/" + name }

  @discardableResult
  func git(_ arguments: String..., input: [UInt8] = []) throws -> String {
    try git(arguments, input: input)
  }

  @discardableResult
  func git(_ arguments: [String], input: [UInt8] = []) throws -> String {
    let output = try bytes(arguments, input: input)
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func bytes(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    try ScratchRepository.run(["git", "-c", "core.autocrlf=false"] + arguments, in: path, input: input)
  }

  /// Runs a command as an error message shows it.
  func shell(_ command: String) throws {
    try ScratchRepository.run(["sh", "-c", command], in: path)
  }

  /// Commits `edits` on top of the branch (or of `parents`; none: a root commit) and returns the commit's id.
  @discardableResult
  func commit(
    _ message: String, on branch: String = "main", parents: [String]? = nil, _ edits: [Edit] = []
  ) throws -> String {
    commits += 1
    let reference = "refs/heads/" + branch
    var from = parents ?? []
    if parents == nil {
      let tip = try git("for-each-ref", "--format=%(objectname)", reference)
      if !tip.isEmpty { from = [tip] }
    }
    var stream = Array("reset \(reference)\n\ncommit \(reference)\nmark :1\n".utf8)
    stream += Array("committer Ada <ada@example.org> \(1_700_000_000 + 60 * commits) +0000\n".utf8)
    stream += Array("data \(message.utf8.count)\n\(message)\n".utf8)
    for (index, parent) in from.enumerated() {
      stream += Array("\(index == 0 ? "from" : "merge") \(parent)\n".utf8)
    }
    for edit in edits { stream += edit.stream }
    let marks = beside("marks")
    try git(
      ["fast-import", "--quiet", "--force", "--date-format=raw", "--export-marks=" + marks], input: stream)
    let written = try String(contentsOfFile: marks, encoding: .utf8)
    return String(written.split(separator: "\n")[0].split(separator: " ")[1])
  }

  private static func makeFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sluice-git-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @discardableResult
  private static func run(_ words: [String], in folder: String, input: [UInt8] = []) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_AUTHOR_DATE": "1700000000 +0000",
      "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
      "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input))
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(
        description: words.joined(separator: " ") + ": " + String(decoding: complaint, as: UTF8.self))
    }
    return Array(output)
  }
}

extension ScratchRepository.Edit {
  /// The command of `git fast-import`.
  fileprivate var stream: [UInt8] {
    switch self {
    case .write(let path, let content, let mode):
      Array("M \(mode) inline ".utf8) + quoted(path) + Array("\ndata \(content.count)\n".utf8) + content + [
        10
      ]
    case .submodule(let path, let commit): Array("M 160000 \(commit) ".utf8) + quoted(Array(path.utf8)) + [10]
    case .remove(let path): Array("D ".utf8) + quoted(path) + [10]
    }
  }

  private func quoted(_ path: [UInt8]) -> [UInt8] {
    let octal = path.map { byte in
      "\\" + String(repeating: "0", count: 3 - String(byte, radix: 8).count) + String(byte, radix: 8)
    }
    return Array("\"\(octal.joined())\"".utf8)
  }
}
