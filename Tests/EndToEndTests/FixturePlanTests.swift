import Foundation
import Testing

@Suite struct FixturePlanTests {
  private static let golden = Project.root.appending(path: "Tests/Golden/EndToEnd/fixture-plan.json")

  /// `SLUICE_RECORD=1` writes the golden file anew; look at the difference before you commit it.
  @Test func `the plan of the fixture repository is the one on record`() async throws {
    let fixture = try Fixture()
    let plan = try await Binary(
      "plan", Project.root.appending(path: "jobs/demo.yml").path, "--offline", "--format", "json",
      "--repo", fixture.folder.path, "--base", "main", "--head", "feature/refunds"
    )
    .environment("SLUICE_NODE_URL", "http://127.0.0.1:9").in(fixture.scratch).run()
    #expect(plan.exitCode == 0, "\(plan.progress)")
    let data = try JSONSerialization.data(
      withJSONObject: plan.json(), options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    let text = String(decoding: data, as: UTF8.self) + "\n"
    if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: Self.golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: Self.golden)
    }
    let recorded = try String(contentsOf: Self.golden, encoding: .utf8)
    #expect(text == recorded, "record it anew with SLUICE_RECORD=1 when the change is meant")
  }

  @Test func `what the fixture plants is classified as its story says`() async throws {
    let fixture = try Fixture()
    let plan = try await Binary(
      "plan", Project.root.appending(path: "jobs/demo.yml").path, "--offline", "--format", "json",
      "--repo", fixture.folder.path, "--base", "main", "--head", "feature/refunds"
    )
    .environment("SLUICE_NODE_URL", "http://127.0.0.1:9").in(fixture.scratch).run().json()
    let files = try #require(plan["files"] as? [[String: Any]])
    let units = try #require(plan["units"] as? [[String: Any]])
    func rule(_ path: String) -> String? { files.first { $0["path"] as? String == path }?["rule"] as? String }
    func restricted(_ path: String) -> Bool {
      units.filter { $0["path"] as? String == path }.allSatisfy {
        $0["sensitivity"] as? String == "restricted"
      }
    }
    #expect(rule("assets/logo.png") == "binary")
    #expect(rule("web/package-lock.json") == "lock-file")
    #expect(rule("tools/export.sh") == "no-content-change")
    #expect(restricted("Sources/Auth/Session.swift"))
    #expect(restricted("config/production.env"))
    #expect(units.filter { $0["path"] as? String == "Sources/Ledger/ExchangeRates.swift" }.count > 1)
    #expect(files.contains { $0["status"] as? String == "renamed" })
    #expect(files.contains { $0["path"] as? String == "docs/Überweisung.md" })
  }
}
