import Foundation
import Testing

/// The real model server on the fixture repository. `ci/test` starts it and sets the two variables.
@Suite struct RealNodeTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let url = environment["SLUICE_TEST_NODE_URL"]

  @Test(
    .enabled(
      if: url != nil, "SLUICE_TEST_NODE_URL is not set: `ci/test` starts the embedded node and sets it"))
  func `a real model reviews the fixture, and every changed line is accounted for`() async throws {
    let url = try #require(Self.url)
    let fixture = try Fixture()
    let run = try await Binary(
      "run", Project.root.appending(path: "jobs/demo.yml").path, "--repo", fixture.folder.path,
      "--base", "main", "--head", "feature/refunds", "--report", "json=review.json"
    )
    .environment("SLUICE_NODE_URL", url).in(fixture.scratch).run()
    #expect([0, 1, 3].contains(run.exitCode), "\(run.progress)")

    let text = try String(contentsOf: fixture.scratch.appending(path: "review.json"), encoding: .utf8)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    try linesAddUp(report, fixture)
    try findingsPointAtCode(report, fixture)
    try tokensArePlausible(report)
  }

  private func linesAddUp(_ report: [String: Any], _ fixture: Fixture) throws {
    let coverage = try #require(report["coverage"] as? [String: Any])
    var sum = (added: 0, removed: 0)
    for fate in ["reviewed", "excluded", "failed", "deferred", "needsHuman"] {
      let lines = try #require(coverage[fate] as? [String: Any], "\(fate)")
      sum.added += lines["added"] as? Int ?? 0
      sum.removed += lines["removed"] as? Int ?? 0
    }
    let git = try fixture.numstat()
    #expect(sum == git)
  }

  /// Every anchored finding quotes lines that stand there in the head.
  private func findingsPointAtCode(_ report: [String: Any], _ fixture: Fixture) throws {
    let findings = try #require(report["findings"] as? [[String: Any]])
    for finding in findings where finding["startLine"] as? Int ?? 0 > 0 {
      let file = try #require(finding["file"] as? String)
      let start = try #require(finding["startLine"] as? Int)
      let end = try #require(finding["endLine"] as? Int)
      let lines = try fixture.lines(of: file)
      #expect(start <= end && end <= lines.count, "\(file):\(start)-\(end)")
    }
  }

  private func tokensArePlausible(_ report: [String: Any]) throws {
    let units = try #require(report["units"] as? [[String: Any]])
    #expect(units.contains { $0["state"] as? String == "answered" })
    let routes = try #require(report["routes"] as? [[String: Any]])
    let tokens = routes.compactMap { $0["promptTokens"] as? Int }.reduce(0, +)
    #expect(tokens > units.count * 100, "\(tokens) prompt tokens for \(units.count) units")
  }
}

/// The fixture repository, made anew by its script.
final class Fixture: Sendable {
  let scratch: URL
  let folder: URL

  init() throws {
    scratch = FileManager.default.temporaryDirectory.appending(path: "sluice-\(UUID().uuidString)")
    folder = scratch.appending(path: "fixture")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = Project.root.appending(path: "fixtures/make-repository")
    process.arguments = [folder.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "fixtures/make-repository")
  }

  deinit { try? FileManager.default.removeItem(at: scratch) }

  func numstat() throws -> (added: Int, removed: Int) {
    let text = try GitFolder.run(["diff", "--numstat", "-M", "main...feature/refunds"], in: folder)
    return text.split(separator: "\n").reduce(into: (0, 0)) { sum, row in
      let columns = row.split(separator: "\t")
      sum.0 += Int(columns[0]) ?? 0
      sum.1 += Int(columns[1]) ?? 0
    }
  }

  func lines(of path: String) throws -> [Substring] {
    let text = try GitFolder.run(["show", "feature/refunds:\(path)"], in: folder)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
