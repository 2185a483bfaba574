import Checkpoints
import Curl
import Inference
import Model
import Planning
import Runner

/// The one place that knows every concrete type and puts the rooms together.
struct Wiring {
  let environment: [String: String]
  private let loop: TransferLoop

  init() {
    environment = ProcessEnvironment.variables()
    loop = TransferLoop(NetworkSettings(environment: environment, version: Version.number))
  }

  /// The job's nodes, each with its provider. Adding a provider is one line here.
  func nodes(of job: Job) throws -> [RunnerNode] {
    try job.nodes.map { spec in
      let credential = try spec.key.map { try Credential.load($0, environment: environment) }
      let provider: any Provider =
        switch spec.kind {
        case .openai:
          OpenAIChat(spec: spec, credential: credential, loop: loop, version: Version.number)
        case .ollama:
          OllamaChat(spec: spec, credential: credential, loop: loop, version: Version.number)
        case .openrouter, .anthropic:
          throw UsageError(
            "node \(spec.name): this version has no provider of kind \(spec.kind.rawValue); use openai or ollama"
          )
        }
      switch spec.tier {
      case .local: return .local(LocalNode(spec: spec, provider: provider))
      case .cloud: return .cloud(CloudNode(spec: spec, provider: provider))
      }
    }
  }

  /// The store, open for writing; nobody else writes while it is open.
  func openStore(at path: String) async throws -> SQLiteCheckpointStore {
    let store = try await SQLiteCheckpointStore.open(at: path)
    if path.hasPrefix(".sluice/") { FileSystem.ignoreInGit(".sluice") }
    return store
  }

  func runner(
    for job: Job, store: any CheckpointStore, stop: StopSwitch, report: @escaping @Sendable (RunEvent) -> Void
  ) throws -> Runner {
    Runner(job: job, store: store, nodes: try nodes(of: job), stop: stop, report: report)
  }

  /// Where units would go, after one health probe of each node unless `offline`.
  func preview(_ job: Job, offline: Bool) async throws -> Preview {
    let preview = RoutePreview(job: job, nodes: try nodes(of: job))
    let probes = offline ? [] : await preview.probe()
    return Preview(
      contextTokens: job.localContext(probes: probes), route: { preview.route(of: $0) })
  }
}

/// What a plan needs to know of the nodes.
struct Preview {
  let contextTokens: Int?
  let route: (ReviewUnit) -> PlannedRoute
}

extension Job {
  /// The smallest context among the local nodes, as probed or as the job sets it: prompts must fit any of them.
  func localContext(probes: [NodeProbe]) -> Int? {
    let probed =
      probes.isEmpty ? nodes.map(\.context) : zip(nodes, probes).map { $1.contextTokens ?? $0.context }
    return zip(nodes, probed).filter { $0.0.tier == .local }.compactMap(\.1).min()
  }
}
