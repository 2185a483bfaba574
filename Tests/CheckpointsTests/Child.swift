import Foundation

#if os(Linux)
  /// A program started with nothing closed for it: it inherits every descriptor that is not close-on-exec.
  final class Child {
    let pid: pid_t
    private let input: Int32

    init(_ program: String) throws {
      var ends: [Int32] = [0, 0]
      guard unsafe pipe(&ends) == 0 else { throw CommandFailed(command: "pipe", status: errno) }
      _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
      var actions = unsafe posix_spawn_file_actions_t()
      unsafe posix_spawn_file_actions_init(&actions)
      unsafe posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
      var child: pid_t = 0
      var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [strdup(program), nil]
      let code = unsafe posix_spawn(&child, program, &actions, nil, &arguments, environ)
      unsafe arguments.forEach { unsafe free($0) }
      unsafe posix_spawn_file_actions_destroy(&actions)
      close(ends[0])
      guard code == 0 else { throw CommandFailed(command: program, status: code) }
      pid = child
      input = ends[1]
    }

    /// Where its descriptors lead.
    func openFiles() throws -> [String] {
      let directory = "/proc/\(pid)/fd"
      // A descriptor of the program's own may be closed while we look.
      return try FileManager.default.contentsOfDirectory(atPath: directory).compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\($0)")
      }
    }

    func end() {
      close(input)
      _ = kill(pid, SIGKILL)
      var status: Int32 = 0
      _ = unsafe waitpid(pid, &status, 0)
    }
  }
#endif
