import Foundation
import Testing

/// Compares with a file beside the tests, or writes it when SLUICE_RECORD=1 is set.
enum Golden {
  static let directory = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden/Reporting")

  static func expect(_ text: String, equals name: String, at location: SourceLocation = #_sourceLocation)
    throws
  {
    let file = directory.appending(path: name)
    if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(
      text == golden, "\(name) differs; SLUICE_RECORD=1 swift test --filter ReportingTests writes it anew",
      sourceLocation: location)
  }
}
