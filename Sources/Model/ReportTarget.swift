/// Where a report goes and in which form.
package struct ReportTarget: Sendable, Hashable, Codable {
  package enum Format: String, Sendable, Hashable, Codable, CaseIterable {
    case markdown, html, json, sarif, codequality, rdjsonl, junit
  }

  package var format: Format
  package var path: String

  package init(format: Format, path: String) {
    self.format = format
    self.path = path
  }
}
