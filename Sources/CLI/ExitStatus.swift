import ArgumentParser
import Checkpoints
import Glibc
import Inference
import Planning
import Reporting

/// What the process tells the pipeline. Each code means one thing.
enum ExitStatus: Int32, Error {
  case clean = 0
  case findings = 1
  case usage = 2
  case incomplete = 3
  case infrastructure = 4

  /// Prints why, to the stream where it belongs, and ends the process.
  static func leave(with error: any Error) -> Never {
    if let status = error as? ExitStatus { exit(status.rawValue) }
    if let code = error as? ExitCode { exit(code.rawValue) }
    guard let status = status(of: error) else { leaveParser(with: error) }
    Terminal.complain("sluice: \(error)")
    exit(status.rawValue)
  }

  /// The exit code of a room's error; nil for what the argument parser has to say.
  private static func status(of error: any Error) -> ExitStatus? {
    switch error {
    case is UsageError, is JobFileError, is CredentialError: .usage
    case let error as PlanError: error.isUsage ? .usage : .infrastructure
    case is StoreError, is ReportError: .infrastructure
    default: nil
    }
  }

  /// Help and version end well, on standard output; anything else is a usage error.
  private static func leaveParser(with error: any Error) -> Never {
    let text = Sluice.fullMessage(for: error)
    guard Sluice.exitCode(for: error) == .success else {
      Terminal.complain(text)
      exit(ExitStatus.usage.rawValue)
    }
    Terminal.say(text)
    exit(ExitStatus.clean.rawValue)
  }
}

/// Something the user asked for that cannot be done; the sentence says what to do instead.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
