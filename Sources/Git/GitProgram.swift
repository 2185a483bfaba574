#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The git program, for the rare repository whose history libgit2 cannot walk. Started without a shell, with
/// arguments that are ids, without standard input, and with nothing of the environment but PATH and HOME.
enum GitProgram {
  /// What `git merge-base` says; nil when it finds none, cannot be started, or refuses the repository.
  static func mergeBase(
    of base: ObjectID, and head: ObjectID, in directory: String, trusting: Bool
  ) -> ObjectID? {
    // The wildcard holds for this one call; the person said --trust-repo.
    let trust = trusting ? ["-c", "safe.directory=*"] : []
    guard let output = run(["git"] + trust + ["-C", directory, "merge-base", base.hex, head.hex]) else {
      return nil
    }
    let digits = output.prefix(40)
    guard digits.count == 40, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else {
      return nil
    }
    return ObjectID(hex: String(decoding: digits, as: UTF8.self))
  }

  /// Standard output of a program that ended with 0.
  private static func run(_ arguments: [String]) -> [UInt8]? {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    let process = start(arguments, output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    guard let process else { return nil }
    let output = readAll(ends[0])
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 { if errno != EINTR { return nil } }
    return status == 0 ? output : nil
  }

  private static func start(_ arguments: [String], output: Int32) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    guard unsafe posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    guard unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) == 0,
      unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) == 0,
      unsafe posix_spawn_file_actions_adddup2(&actions, output, 1) == 0
    else { return nil }
    let words = CStrings(arguments)
    let environment = CStrings(inherited("PATH") + inherited("HOME") + ["GIT_TERMINAL_PROMPT=0", "LC_ALL=C"])
    var process: pid_t = 0
    let code = unsafe posix_spawnp(
      &process, arguments[0], &actions, nil, words.pointers, environment.pointers)
    return code == 0 ? process : nil
  }

  private static func inherited(_ name: String) -> [String] {
    guard let value = unsafe getenv(name) else { return [] }
    return [name + "=" + (unsafe String(cString: value))]
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return output }
      output += buffer[..<count]
    }
  }
}

/// A null-terminated array of C strings, freed with its owner.
@safe
private struct CStrings: ~Copyable {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    unsafe pointers = .allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { unsafe (pointers + index).initialize(to: strdup(string)) }
    unsafe (pointers + strings.count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { unsafe free(pointers[index]) }
    unsafe pointers.deallocate()
  }
}
