import Foundation
import Reporting
import Testing

@Suite struct ReportFileTests {
  private let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "sluice-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { directory.appending(path: name).path() }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  @Test func `a report is written into directories that did not exist, and nothing else stays there`() throws
  {
    defer { try? FileManager.default.removeItem(at: directory) }
    try ReportFile.write("one\n", to: path("artifacts/deep/review.md"))
    try ReportFile.write("two\n", to: path("artifacts/deep/review.md"))
    #expect(try text("artifacts/deep/review.md") == "two\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("artifacts/deep")) == ["review.md"])
  }

  @Test func `a link is followed and stays a link`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try ReportFile.write("old", to: path("real.md"))
    try FileManager.default.createSymbolicLink(atPath: path("link.md"), withDestinationPath: path("real.md"))
    try ReportFile.write("new", to: path("link.md"))
    #expect(try text("real.md") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link.md")) == path("real.md"))
  }

  @Test func `permissions of the file that is replaced are kept`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try ReportFile.write("old", to: path("a.md"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("a.md"))
    try ReportFile.write("new", to: path("a.md"))
    let mode = try FileManager.default.attributesOfItem(atPath: path("a.md"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `a device is written to and not replaced`() throws {
    try ReportFile.write("gone", to: "/dev/null")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
  }

  @Test func `a pipe behind a descriptor's name is written to`() throws {
    let pipe = Pipe()
    try ReportFile.write("through\n", to: "/dev/fd/\(pipe.fileHandleForWriting.fileDescriptor)")
    try pipe.fileHandleForWriting.close()
    #expect(try pipe.fileHandleForReading.readToEnd() == Data("through\n".utf8))
  }

  @Test func `what cannot be written is told with path, step and cause, and leaves the old file`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try ReportFile.write("file", to: path("file"))
    for target in [path("file/below.md"), path("."), ""] {
      let error = #expect(throws: ReportError.self) { try ReportFile.write("x", to: target) }
      #expect(error?.description.contains("was not written") == true)
      #expect(error?.description.contains("sluice report") == true)
    }
    #expect(try text("file") == "file")
  }
}
