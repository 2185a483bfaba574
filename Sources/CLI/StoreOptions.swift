import ArgumentParser
import Model
import Reporting

/// Where the checkpoint lies.
struct StoreOptions: ParsableArguments {
  @Option(help: "The checkpoint file.")
  var store = ".sluice/store.sqlite"
}

/// `--report FORMAT=PATH`.
struct ReportOption: ExpressibleByArgument {
  let target: ReportTarget

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let format = ReportTarget.Format(rawValue: parts[0]), !parts[1].isEmpty else {
      return nil
    }
    target = ReportTarget(format: format, path: parts[1])
  }
}

extension [ReportTarget] {
  /// A report that this version cannot write is refused before anything is sent.
  func refuseUnknownFormats() throws {
    for target in self where !ReportRenderer.formats.contains(target.format) {
      let known = ReportRenderer.formats.map(\.rawValue).joined(separator: ", ")
      throw UsageError(
        "reports of the format \(target.format.rawValue) are not made by this version; it makes: \(known)")
    }
  }
}
