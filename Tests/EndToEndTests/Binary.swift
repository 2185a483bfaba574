import Foundation
import Testing

/// One call of the real `sluice` binary, told step by step: `Binary("plan").in(folder).run()`.
struct Binary: Sendable {
  private var arguments: [String]
  private var folder = FileManager.default.temporaryDirectory.path
  private var environment: [String: String] = [:]

  init(_ arguments: String...) { self.arguments = arguments }

  /// What a finished call left behind.
  struct Outcome: Sendable, CustomTestStringConvertible {
    let exitCode: Int32
    /// The signal that ended it; 0 when it ended by itself.
    let signal: Int32
    let output: String
    let progress: String

    var testDescription: String { "exit \(exitCode), signal \(signal)\n\(output)\n\(progress)" }

    func json() throws -> [String: Any] {
      let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(object as? [String: Any])
    }
  }

  func with(_ more: String...) -> Binary { with(more) }

  func with(_ more: [String]) -> Binary {
    var copy = self
    copy.arguments += more
    return copy
  }

  func `in`(_ folder: URL) -> Binary {
    var copy = self
    copy.folder = folder.path
    return copy
  }

  func environment(_ name: String, _ value: String) -> Binary {
    var copy = self
    copy.environment[name] = value
    return copy
  }

  /// Runs to the end.
  func run() async throws -> Outcome {
    let call = try start()
    return await call.outcome()
  }

  /// Starts it and leaves it running.
  func start() throws -> Call {
    let process = Process()
    process.executableURL = try Self.executable()
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = base.merging(environment) { $1 }
    return try Call(process)
  }

  /// Only what the program may see: no CI of ours, no proxy of ours.
  private var base: [String: String] {
    let ours = ProcessInfo.processInfo.environment
    var kept = ours.filter { ["PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH"].contains($0.key) }
    kept["NO_COLOR"] = "1"
    return kept
  }

  /// `SLUICE_BINARY`, else the debug build beside the test bundle.
  private static func executable() throws -> URL {
    if let path = ProcessInfo.processInfo.environment["SLUICE_BINARY"] { return URL(fileURLWithPath: path) }
    let here = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let beside = [here.deletingLastPathComponent(), Project.root.appending(path: ".build/debug")]
      .map { $0.appending(path: "sluice") }
    return try #require(
      beside.first { FileManager.default.isExecutableFile(atPath: $0.path) },
      "no sluice binary; build it first, or set SLUICE_BINARY")
  }
}

/// A call under way.
final class Call: Sendable {
  private let process: Process
  /// Waiting blocks a thread, so it is done on threads that nobody else needs.
  private let finished: Task<Binary.Outcome, Never>

  init(_ process: Process) throws {
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    process.standardInput = FileHandle.nullDevice
    self.process = process
    try process.run()
    finished = Task.detached {
      async let output = Self.text(of: out.fileHandleForReading)
      async let progress = Self.text(of: err.fileHandleForReading)
      let (said, told) = await (output, progress)
      return await Self.outcome(of: process, output: said, progress: told)
    }
  }

  var identifier: Int32 { process.processIdentifier }

  func signal(_ number: Int32) { kill(identifier, number) }

  func outcome() async -> Binary.Outcome { await finished.value }

  private static func text(of handle: FileHandle) async -> String {
    await blocking { String(decoding: handle.readDataToEndOfFile(), as: UTF8.self) }
  }

  private static func outcome(
    of process: Process, output: String, progress: String
  ) async -> Binary.Outcome {
    await blocking {
      process.waitUntilExit()
      let signalled = process.terminationReason == .uncaughtSignal
      let status = process.terminationStatus
      return Binary.Outcome(
        exitCode: signalled ? -1 : status, signal: signalled ? status : 0, output: output,
        progress: progress)
    }
  }

  private static func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread { continuation.resume(returning: work()) }.start()
    }
  }
}

/// Where this source tree lies.
enum Project {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
