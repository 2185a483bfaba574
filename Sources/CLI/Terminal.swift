import Glibc

/// Standard output carries the product of a command, standard error its progress.
enum Terminal {
  static func say(_ text: String) { write(text, to: STDOUT_FILENO) }

  static func complain(_ text: String) { write(text, to: STDERR_FILENO) }

  /// Writes without a newline of its own.
  static func draw(_ text: String) { writeAll(Array(text.utf8), to: STDERR_FILENO) }

  /// Whether the live view may redraw: a capable terminal, and nobody who said no.
  static func isLive(_ environment: [String: String]) -> Bool {
    guard isatty(STDERR_FILENO) == 1, environment["TERM"] != "dumb" else { return false }
    return (environment["CI"] ?? "").isEmpty
  }

  /// Whether colours may be used on standard error: NO_COLOR, then FORCE_COLOR, then the terminal.
  static func hasColour(_ environment: [String: String]) -> Bool {
    if let no = environment["NO_COLOR"], !no.isEmpty { return false }
    if let force = environment["FORCE_COLOR"] ?? environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" {
      return true
    }
    return isLive(environment)
  }

  /// Columns of the terminal on standard output; 100 when there is none.
  static var width: Int {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)
    if bytes.last != 10 { bytes.append(10) }
    writeAll(bytes, to: descriptor)
  }

  /// A reader that went away ends the writing quietly: there is nobody left to tell. A full disk behind standard output
  /// is another matter, since a pipeline would take the empty file for the product.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return fail(descriptor, errno) }
      rest = rest.dropFirst(written)
    }
  }

  private static func fail(_ descriptor: Int32, _ cause: Int32) {
    guard descriptor == STDOUT_FILENO, cause != EPIPE else { return }
    complain("sluice: standard output cannot be written: \(unsafe String(cString: strerror(cause)))")
    exit(ExitStatus.infrastructure.rawValue)
  }
}
