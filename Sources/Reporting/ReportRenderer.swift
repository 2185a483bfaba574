package import Model

/// Renders a run as the checkpoint tells it: finished, resumed, interrupted and failed runs alike.
package enum ReportRenderer {
  /// The formats that `render` makes.
  package static let formats: [ReportTarget.Format] = [.markdown, .json]

  /// Bytes that a Markdown report stays below. GitHub drops a step summary above 1 MiB as a whole, and a
  /// GitLab note ends at 1,000,000 characters.
  package static let defaultByteLimit = 900_000

  /// The report as text that ends in a newline.
  ///
  /// `byteLimit` bounds Markdown (65,000 fits a comment on a pull request); what is left out is counted
  /// in the text. JSON is never cut. Equal records give equal bytes.
  package static func render(
    _ record: RunRecord, as format: ReportTarget.Format, byteLimit: Int = defaultByteLimit
  ) throws(ReportError) -> String {
    switch format {
    case .markdown: MarkdownReport(Report(of: record), of: record, byteLimit: byteLimit).text()
    case .json: Report(of: record).json(of: record)
    case .html, .sarif, .codequality, .rdjsonl, .junit: throw .unsupportedFormat(format)
    }
  }
}
