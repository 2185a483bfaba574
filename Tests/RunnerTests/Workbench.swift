import Checkpoints
import Curl
import Fakes
import Inference
import Model
import Routing
import Synchronization

@testable import Runner

/// A run over made-up units, on fake nodes and the plain store.
struct Workbench {
  let store = MemoryCheckpointStore()
  let stop = StopSwitch()
  let loop = TransferLoop()
  let run = "20260102T030405Z-000001"
  var job: Job

  init(
    _ nodes: [NodeSpec], units: [ReviewUnit], limits: Limits = Limits(retries: 1),
    mode: RoutingMode = .local
  ) async throws {
    job = Job(
      name: "test", sources: [], nodes: nodes, routing: RoutingRules(mode: mode), limits: limits)
    let header = RunHeader(
      id: run, job: job, ranges: [], planDigest: Digest(of: ["plan"]), startedAt: 0, version: "test")
    try await store.begin(header)
    try await store.add(files: [], units: units, to: run)
    try await store.markPlanned(run)
  }

  var nodes: [RunnerNode] {
    job.nodes.map { spec in
      let chat = OpenAIChat(spec: spec, credential: nil, loop: loop, version: "test")
      return .local(LocalNode(spec: spec, provider: chat))
    }
  }

  /// Runs to the end; returns what it came to.
  func go(report: @escaping @Sendable (RunEvent) -> Void = { _ in }) async throws -> (RunEnd, RunRecord) {
    let runner = Runner(job: job, store: store, nodes: nodes, stop: stop, report: report)
    _ = await runner.probe()
    let end = try await runner.run(run)
    return (end, try await store.record(of: run))
  }
}

extension NodeSpec {
  static func fake(_ url: String, name: String = "mac", concurrency: Int = 2) -> NodeSpec {
    NodeSpec(name: name, tier: .local, kind: .openai, url: url, model: "fake-model", concurrency: concurrency)
  }
}

extension ReviewUnit {
  /// A unit that adds one line to a file; units of one `folder` share their prefix.
  static func made(
    _ number: Int, folder: String = "Sources", sensitivity: Sensitivity = .open
  ) -> ReviewUnit {
    let line = "let toll\(number) = axles * \(number)"
    let prompt = Prompt(
      instructions: "Review.", shared: "Folder \(folder)\n",
      body: "File \(number)\n@@ new lines 1-1 @@\n+\(line)\n", estimatedTokens: 40)
    return ReviewUnit(
      id: Digest(of: [folder, "\(number)"]), range: 0, path: "\(folder)/file\(number).swift", part: 1,
      parts: 1, lines: LineCount(added: 1, removed: 0),
      hunks: [
        UnitHunk(span: HunkSpan(oldStart: 0, oldLines: 0, newStart: 1, newLines: 1), text: "+\(line)\n")
      ],
      sensitivity: sensitivity, sensitivityRules: sensitivity == .open ? [] : ["path:**"], signals: [],
      prompt: prompt, group: Digest(of: [folder]), fields: [:])
  }
}

/// Events of a run, kept in their order.
final class EventLog: Sendable {
  /// Protects the list, which many workers append to.
  private let events = Mutex<[RunEvent]>([])

  @Sendable func take(_ event: RunEvent) { events.withLock { $0.append(event) } }

  var dispatches: [(ordinal: Int, node: String)] {
    events.withLock { events in
      events.compactMap { if case .dispatched(let ordinal, let node) = $0 { (ordinal, node) } else { nil } }
    }
  }
}
