import Fakes
import Foundation
import Testing

@Suite struct KillTests {
  private static let units = 300
  private static let kills = 50
  private static let concurrency = 4

  @Test func `fifty kills lose nothing, repeat nothing that was saved, and change no word of the report`()
    async throws
  {
    let seed = UInt64.random(in: 1...UInt64.max)
    print("kill seed: \(seed)")
    var random = SeededRandom(seed)
    let folder = try GitFolder.withChanges(Self.units)
    let requests = Gate()
    requests.open()
    let node = try FakeNode(
      keepRequests: 0,
      script: { _ in
        await requests.pass()
        return nil
      })
    try folder.write(JobText.local(node.url, concurrency: Self.concurrency), to: "job.yml")

    var answered = 0
    for _ in 0..<Self.kills {
      try await killOnce(folder, requests, &random)
      let now = try await answeredUnits(folder)
      #expect(now >= answered, "the completed set never shrinks")
      answered = now
    }
    let last = try await run(folder)
    #expect(last.exitCode == 0, "\(last.progress)")
    #expect(try await answeredUnits(folder) == Self.units)
    #expect(node.log.chatCount <= Self.units + Self.kills * Self.concurrency)

    let killed = try await report(folder, store: ".sluice/store.sqlite")
    _ = try await run(folder, store: "whole.sqlite")
    let whole = try await report(folder, store: "whole.sqlite")
    #expect(killed == whole)
    await node.stop()
  }

  /// Starts the run and kills it: mostly once the node has seen a few more requests, sometimes at any moment.
  private func killOnce(_ folder: GitFolder, _ requests: Gate, _ random: inout SeededRandom) async throws {
    let call = try command(folder, store: ".sluice/store.sqlite").start()
    let more = requests.arrivals + Int.random(in: 1...6, using: &random)
    let early = Int.random(in: 0..<5, using: &random) == 0
    let moment = Duration.milliseconds(Int.random(in: 0...150, using: &random))
    await withTaskGroup(of: Void.self) { group in
      group.addTask { _ = await call.outcome() }
      group.addTask {
        if early { try? await Task.sleep(for: moment) } else { await requests.arrived(more) }
      }
      await group.next()
      call.signal(SIGKILL)
      group.cancelAll()
    }
  }

  private func command(_ folder: GitFolder, store: String) -> Binary {
    Binary("run", "job.yml", "--store", store).in(folder.url)
  }

  private func run(_ folder: GitFolder, store: String = ".sluice/store.sqlite") async throws -> Binary.Outcome
  {
    try await command(folder, store: store).run()
  }

  private func answeredUnits(_ folder: GitFolder) async throws -> Int {
    let store = ".sluice/store.sqlite"
    guard FileManager.default.fileExists(atPath: folder.url.appending(path: store).path) else { return 0 }
    let status = try await Binary("status", "--format", "json", "--store", store).in(folder.url).run()
    guard status.exitCode == 0, let runs = try status.json()["runs"] as? [[String: Any]] else { return 0 }
    #expect(runs.count <= 1, "a killed run is continued, not begun again")
    let counts = runs.first?["units"] as? [String: Int]
    return counts?["answered"] ?? 0
  }

  /// The report without its run facts.
  private func report(_ folder: GitFolder, store: String) async throws -> String {
    let outcome = try await Binary("report", "--format", "json", "--store", store).in(folder.url).run()
    #expect(outcome.exitCode == 0)
    return try ReportFacts.without(outcome.json())
  }
}

/// What may differ between two reports of the same answers: times, ids and how often was asked.
enum ReportFacts {
  static func without(_ report: [String: Any]) throws -> String {
    var report = report
    report["run"] = nil
    for key in ["cost", "egress", "routes", "timing"] { report[key] = nil }
    if let units = report["units"] as? [[String: Any]] {
      report["units"] = units.map { unit in
        unit.filter { !["attempts", "endings", "inheritedFrom"].contains($0.key) }
      }
    }
    let data = try JSONSerialization.data(withJSONObject: report, options: [.sortedKeys, .prettyPrinted])
    return String(decoding: data, as: UTF8.self)
  }
}

/// A small reproducible generator (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
