import Fakes
import Foundation
import Testing

/// Each exit code means one thing.
@Suite struct ExitCodeTests {
  @Test func `0: every line was reviewed and nothing reaches the gate`() async throws {
    let outcome = try await run(on: FakeNode())
    #expect(outcome.exitCode == 0, "\(outcome.progress)")
  }

  @Test func `1: a finding reaches the gate`() async throws {
    let node = try FakeNode(script: { request in
      FakeAnswer(CannedReview.text(for: request.prompt, severity: "critical")).reply(to: request)
    })
    let outcome = try await run(on: node)
    #expect(outcome.exitCode == 1, "\(outcome.progress)")
  }

  @Test(arguments: [
    ["run", "no-such-job.yml"], ["run", "--no-such-flag"], ["report", "--format", "haiku"],
    ["plan", "--mode", "sideways"],
  ])
  func `2: what was asked for is not understood`(arguments: [String]) async throws {
    let folder = try GitFolder.withChanges(1)
    let outcome = try await Binary().with(arguments).in(folder.url).run()
    #expect(outcome.exitCode == 2, "\(outcome.progress)")
    #expect(outcome.output.isEmpty)
    #expect(!outcome.progress.isEmpty)
  }

  @Test func `3: some units were answered and some were not`() async throws {
    let node = try FakeNode(script: { request in
      guard request.prompt.contains("file: lane0/tariff1.swift") else { return nil }
      return .error(500, "out of memory", to: request)
    })
    let outcome = try await run(on: node, limits: "{ retries: 0 }")
    #expect(outcome.exitCode == 3, "\(outcome.progress)")
  }

  @Test func `4: no node could be asked at all`() async throws {
    let folder = try GitFolder.withChanges(3)
    try folder.write(JobText.local(try FakeWire.deadURL()), to: "job.yml")
    let outcome = try await Binary("run", "job.yml").in(folder.url).run()
    #expect(outcome.exitCode == 4, "\(outcome.progress)")
  }

  @Test func `4: the store cannot be written`() async throws {
    let folder = try GitFolder.withChanges(1)
    let node = try FakeNode()
    try folder.write(JobText.local(node.url), to: "job.yml")
    let outcome = try await Binary("run", "job.yml", "--store", "/proc/nowhere/store.sqlite")
      .in(folder.url).run()
    #expect(outcome.exitCode == 4, "\(outcome.progress)")
    #expect(outcome.progress.contains("/proc/nowhere"))
  }

  @Test func `4: there is no repository`() async throws {
    let folder = try GitFolder()
    try FileManager.default.removeItem(at: folder.url.appending(path: ".git"))
    let outcome = try await Binary("plan", "--offline", "--base", "main").in(folder.url).run()
    #expect(outcome.exitCode == 4, "\(outcome.progress)")
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func `130 and 143: stopped by a signal, with a partial report, and resumable`(
    signal: Int32, code: Int32
  ) async throws {
    let gate = Gate()
    let node = try FakeNode(script: { request in
      request.number < 14
        ? nil : FakeAnswer(CannedReview.nothing, before: gate).reply(to: request)
    })
    let folder = try GitFolder.withChanges(20)
    let limits = "{ grace: 100ms, retries: 0 }"
    try folder.write(JobText.local(node.url, concurrency: 2, limits: limits), to: "job.yml")
    let call = try Binary("run", "job.yml", "--report", "markdown=review.md").in(folder.url).start()
    await gate.arrived(2)
    call.signal(signal)
    let stopped = await call.outcome()
    #expect(stopped.exitCode == code, "\(stopped.progress)")
    let report = try String(contentsOf: folder.url.appending(path: "review.md"), encoding: .utf8)
    #expect(report.split(separator: "\n").prefix(3).joined().localizedCaseInsensitiveContains("interrupted"))

    gate.open()
    let resumed = try await Binary("run", "job.yml").in(folder.url).run()
    #expect(resumed.exitCode == 0, "\(resumed.progress)")
    await node.stop()
  }

  private func run(on node: FakeNode, limits: String = "{ retries: 1 }") async throws -> Binary.Outcome {
    let folder = try GitFolder.withChanges(3)
    try folder.write(JobText.local(node.url, limits: limits), to: "job.yml")
    let outcome = try await Binary("run", "job.yml").in(folder.url).run()
    await node.stop()
    return outcome
  }
}
