import Checkpoints
import Fakes
import Model
import Testing

@testable import Runner

@Suite struct RunnerTests {
  @Test func `every unit is asked once and answered`() async throws {
    let node = try FakeNode()
    let bench = try await Workbench([.fake(node.url)], units: (0..<20).map { .made($0) })
    let (end, record) = try await bench.go()
    #expect(end == .finished)
    #expect(record.units.allSatisfy { $0.state == .answered && $0.answer?.findings.count == 1 })
    #expect(node.log.chatCount == 20)
    await node.stop()
  }

  @Test func `a node never has more requests than its concurrency`() async throws {
    let node = try FakeNode()
    let bench = try await Workbench([.fake(node.url, concurrency: 3)], units: (0..<40).map { .made($0) })
    _ = try await bench.go()
    #expect(node.log.peakConcurrency <= 3)
    await node.stop()
  }

  @Test func `what fails on one node falls back to another`() async throws {
    let broken = try FakeNode(script: { .error(500, "out of memory", to: $0) })
    let sound = try FakeNode()
    let bench = try await Workbench(
      [.fake(broken.url, name: "broken"), .fake(sound.url, name: "sound")], units: [.made(1), .made(2)],
      limits: Limits(retries: 0))
    let (_, record) = try await bench.go()
    #expect(record.units.allSatisfy { $0.state == .answered && $0.answeredBy?.node == "sound" })
    let reasons = record.units.flatMap(\.attempts).filter { $0.node == "sound" }.map(\.reason)
    #expect(reasons.contains(.fallback))
    await broken.stop()
    await sound.stop()
  }

  @Test func `a malformed reply is shown to the model once and mended`() async throws {
    let node = try FakeNode(script: { request in
      request.messages.count > 2 ? nil : FakeAnswer("I think it is fine.").reply(to: request)
    })
    let bench = try await Workbench([.fake(node.url)], units: [.made(1)])
    let (_, record) = try await bench.go()
    let unit = try #require(record.units.first)
    #expect(unit.attempts.map(\.reason) == [.first, .repair])
    #expect(unit.attempts.first?.ending == .malformed)
    await node.stop()
  }

  @Test func `with every node down all units are deferred, and nothing is sent`() async throws {
    let bench = try await Workbench([.fake(try FakeWire.deadURL())], units: (0..<5).map { .made($0) })
    let (end, record) = try await bench.go()
    #expect(end == .finished)
    #expect(record.units.allSatisfy { $0.state == .deferred && $0.attempts.isEmpty })
    #expect(record.units.first?.stateReason?.contains("mac") == true)
  }

  @Test func `a refusal of a restricted unit fails where there is nowhere to escalate to`() async throws {
    let node = try FakeNode(script: { FakeAnswer("", finish: "content_filter").reply(to: $0) })
    let bench = try await Workbench([.fake(node.url)], units: [.made(1, sensitivity: .restricted)])
    let (_, record) = try await bench.go()
    #expect(record.units.first?.state == .failed)
    await node.stop()
  }

  @Test func `after a stop nothing new is sent and what is left stays planned`() async throws {
    let gate = Gate()
    let node = try FakeNode(script: { FakeAnswer(CannedReview.nothing, before: gate).reply(to: $0) })
    let bench = try await Workbench(
      [.fake(node.url, concurrency: 2)], units: (0..<10).map { .made($0) }, limits: Limits(grace: 0))
    async let outcome = bench.go()
    await gate.arrived(2)
    bench.stop.stop(.signal(15))
    let (end, record) = try await outcome
    #expect(end == .interrupted(signal: 15))
    #expect(node.log.chatCount == 2)
    #expect(record.units.allSatisfy { $0.state == .planned })
    gate.open()
    await node.stop()
  }

  @Test func `what was in flight at a stop is saved when it comes within the grace`() async throws {
    let gate = Gate()
    let node = try FakeNode(script: { FakeAnswer(CannedReview.nothing, before: gate).reply(to: $0) })
    let bench = try await Workbench(
      [.fake(node.url, concurrency: 2)], units: (0..<10).map { .made($0) }, limits: Limits(grace: 60_000))
    let stop = bench.stop
    async let outcome = bench.go { event in
      if case .stopping = event { gate.open() }
    }
    await gate.arrived(2)
    stop.stop(.signal(2))
    let (_, record) = try await outcome
    #expect(record.units.filter { $0.state == .answered }.count == 2)
    await node.stop()
  }

  @Test func `when the deadline passes the rest is deferred by name`() async throws {
    let gate = Gate()
    let node = try FakeNode(script: { FakeAnswer(CannedReview.nothing, before: gate).reply(to: $0) })
    let bench = try await Workbench(
      [.fake(node.url, concurrency: 1)], units: (0..<4).map { .made($0) },
      limits: Limits(deadline: 50, grace: 0))
    let (end, record) = try await bench.go()
    #expect(end == .deadline)
    #expect(record.units.allSatisfy { $0.state == .deferred })
    #expect(record.units.first?.stateReason == "deadline: nothing was sent after it")
    gate.open()
    await node.stop()
  }

  @Test func `answers of an earlier run are inherited without a call`() async throws {
    let node = try FakeNode()
    let units = (0..<5).map { ReviewUnit.made($0) }
    let bench = try await Workbench([.fake(node.url)], units: units)
    _ = try await bench.go()
    let again = try await bench.second(units)
    #expect(again.units.allSatisfy { $0.state == .answered && $0.answeredBy?.run == bench.run })
    #expect(node.log.chatCount == 5)
    await node.stop()
  }
}

extension Workbench {
  /// A second run over the same units in the same store.
  fileprivate func second(_ units: [ReviewUnit]) async throws -> RunRecord {
    let id = "20260102T030406Z-000002"
    let header = RunHeader(
      id: id, job: job, ranges: [], planDigest: Digest(of: ["other"]), startedAt: 1, version: "test")
    try await store.begin(header)
    try await store.add(files: [], units: units, to: id)
    try await store.markPlanned(id)
    let runner = Runner(job: job, store: store, nodes: nodes, stop: stop) { _ in }
    _ = await runner.probe()
    _ = try await runner.run(id)
    return try await store.record(of: id)
  }
}
