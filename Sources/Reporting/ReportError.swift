package import Model

/// Why a report could not be made or written; every case reads as a sentence.
package enum ReportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// This version makes no report of that form.
  case unsupportedFormat(ReportTarget.Format)
  /// The file could not be written; `reason` is the system's own word for it.
  case notWritten(path: String, step: String, reason: String)

  package var description: String {
    switch self {
    case .unsupportedFormat(let format):
      let known = ReportRenderer.formats.map(\.rawValue).joined(separator: " and ")
      return
        "Reports of the format \(format.rawValue) are not made by this version of Sluice, "
        + "only \(known). Name one of these in the job's `reports` or with --format."
    case .notWritten(let path, let step, let reason):
      return
        "The report \(VisibleText.oneLine(path)) was not written: \(step) failed (\(reason)). "
        + "The run itself is safe in its store; name another path and make the report again "
        + "with `sluice report`."
    }
  }
}
