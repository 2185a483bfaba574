import Foundation
import Testing

@testable import Checkpoints

/// The SQLite store alone: one process writes, and it is named to the others.
@Suite struct LockTests {
  @Test func `a second opener in this process is refused by our own number`() async throws {
    try await withStore { _, path in
      let error = await failure { _ = try await SQLiteCheckpointStore.open(at: path) }
      #expect(error == .locked(pid: getpid()))
    }
  }

  #if os(Linux)
    @Test func `another process that holds the store is named, and killing it frees the store`() async throws
    {
      try await withDirectory { directory in
        let path = "\(directory)/store.sqlite"
        let holder = try Holder(of: "\(path).lock")
        defer { holder.end() }
        let error = await #expect(throws: StoreError.self) {
          _ = try await SQLiteCheckpointStore.open(at: path)
        }
        #expect(error?.kind == .locked(pid: holder.pid))
        #expect(error?.description.contains("process \(holder.pid)") == true)
        #expect(!FileManager.default.fileExists(atPath: path))
        holder.end()
        let store = try await SQLiteCheckpointStore.open(at: path)
        #expect(try String(contentsOfFile: "\(path).lock", encoding: .utf8) == "\(getpid())\n")
        await store.close()
      }
    }

    @Test func `a holder that has not yet written its number is waited for and refused without one`()
      async throws
    {
      try await withDirectory { directory in
        let path = "\(directory)/store.sqlite"
        let holder = try Holder(of: "\(path).lock", writesNumber: false)
        defer { holder.end() }
        let error = await failure { _ = try await SQLiteCheckpointStore.open(at: path) }
        #expect(error == .locked(pid: nil))
      }
    }

  #endif

  @Test func `one store by two names is one store`() async throws {
    try await withStore { _, path in
      let alias = "\(path).alias"
      try FileManager.default.createSymbolicLink(atPath: alias, withDestinationPath: path)
      let error = await failure { _ = try await SQLiteCheckpointStore.open(at: alias) }
      #expect(error == .locked(pid: getpid()))
    }
  }

  #if os(Linux)
    @Test func `a child that outlives the store does not keep it locked`() async throws {
      try await withDirectory { directory in
        let path = "\(directory)/store.sqlite"
        let store = try await SQLiteCheckpointStore.open(at: path)
        let child = try Child("/bin/cat")
        defer { child.end() }
        #expect(try !child.openFiles().contains { $0.hasPrefix(path) })
        await store.close()
        let again = try await SQLiteCheckpointStore.open(at: path)
        await again.close()
      }
    }

  #endif

  @Test func `a store that is let go without closing is free`() async throws {
    try await withDirectory { directory in
      let path = "\(directory)/store.sqlite"
      do {
        let store = try await SQLiteCheckpointStore.open(at: path)
        try await store.begin(Sample.header())
      }
      let again = try await SQLiteCheckpointStore.open(at: path)
      #expect(try await again.runs().count == 1)
      await again.close()
    }
  }
}

#if os(Linux)
  /// A process that holds a lock until it is killed. `flock` is part of util-linux.
  private final class Holder {
    private let process = Process()
    private let input = Pipe()
    var pid: Int32 { process.processIdentifier }

    init(of lock: String, writesNumber: Bool = true) throws {
      let output = Pipe()
      process.executableURL = URL(filePath: "/usr/bin/flock")
      let number = writesNumber ? "echo $$ > \"$0\"; " : ""
      process.arguments = ["--no-fork", "-x", lock, "/bin/sh", "-c", "\(number)echo ready; exec cat", lock]
      process.standardInput = input
      process.standardOutput = output
      try process.run()
      // Returns when the line arrives, or at once with nothing when the process died.
      #expect(output.fileHandleForReading.availableData == Data("ready\n".utf8))
    }

    func end() {
      guard process.isRunning else { return }
      _ = kill(pid, SIGKILL)
      process.waitUntilExit()
    }
  }
#endif
