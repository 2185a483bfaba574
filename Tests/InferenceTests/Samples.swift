import Curl
import Fakes
import Inference
import Model

/// What the tests of this room talk about: one unit, and nodes that may be asked about it.
enum Sample {
  static let hunks = [
    UnitHunk(
      span: HunkSpan(oldStart: 10, oldLines: 5, newStart: 10, newLines: 6),
      text: """
         func load(_ key: String) -> Value {
        -  guard let value = cache[key] else { return fallback }
        -  return value
        +  let value = cache[key]!
        +
        +  log.debug("hit")
        +  return value
         }
         \n
        """),
    UnitHunk(
      span: HunkSpan(oldStart: 40, oldLines: 3, newStart: 41, newLines: 4),
      text: """
         var count = 0
        +  return value
         for item in items {
           count += 1\n
        """),
  ]

  static let body = """
    file: Sources/App/Cache.swift
    in: final class Cache {
    @@ new lines 10-15 @@
     func load(_ key: String) -> Value {
    +  let value = cache[key]!
    @@ new lines 41-44 @@
    +  return value
    """

  static func prompt(tokens: Int = 100, body: String = Sample.body) -> Prompt {
    Prompt(instructions: "Review.", shared: "Shared.\n", body: body, estimatedTokens: tokens)
  }

  static let unit = ReviewUnit(
    id: Digest(of: ["unit"]), range: 0, path: "Sources/App/Cache.swift", part: 1, parts: 1,
    lines: LineCount(added: 5, removed: 2), hunks: hunks, sensitivity: .open, sensitivityRules: [],
    signals: [],
    prompt: prompt(), group: Digest(of: ["group"]), fields: [:])

  static let cleared: ClearedPrompt? = {
    let policy = CloudPolicy(RoutingRules(mode: .cloud), isAllowed: { _ in true })
    return try? policy.clear(unit).get()
  }()

  static func spec(
    _ kind: NodeSpec.Kind, _ url: String, tier: Tier = .local, model: String = "fake-model",
    context: Int? = nil
  ) -> NodeSpec {
    NodeSpec(name: "mac", tier: tier, kind: kind, url: url, model: model, context: context)
  }

  /// A finding in the shape that models are asked for, with some members replaced or (by nil) left out.
  static func item(_ changes: [String: String?] = [:]) -> String {
    var members: [String: String?] = [
      "file": #""Sources/App/Cache.swift""#, "quote": #""let value = cache[key]!""#, "severity": #""high""#,
      "category": #""correctness""#, "confidence": "0.9", "title": #""Crash on a miss""#,
      "explanation": #""The value is unwrapped by force.""#,
      "failureScenario": #""A key that is not there.""#,
      "suggestion": #""""#,
    ]
    for (name, value) in changes { members[name] = value }
    let texts = members.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }.sorted()
    return "{\(texts.joined(separator: ","))}"
  }

  static func answer(_ items: String...) -> String { #"{"findings":[\#(items.joined(separator: ","))]}"# }
}

/// A node of the building with a provider of its own.
struct Bench {
  let node: LocalNode
  let provider: any Provider

  init(_ kind: NodeSpec.Kind, _ url: String, spec: NodeSpec? = nil, key: String? = nil) throws {
    let spec = spec ?? Sample.spec(kind, url)
    let credential = try key.map { try Credential.load("env:KEY", environment: ["KEY": $0]) }
    let loop = TransferLoop(NetworkSettings(version: "1"))
    provider =
      kind == .ollama
      ? OllamaChat(spec: spec, credential: credential, loop: loop, version: "1")
      : OpenAIChat(spec: spec, credential: credential, loop: loop, version: "1")
    node = LocalNode(spec: spec, provider: provider)
  }

  func ask(_ settings: InferenceSettings = InferenceSettings(), tokens: Int = 10) async -> ModelReply {
    await node.complete(Sample.prompt(tokens: tokens), settings: settings)
  }
}
