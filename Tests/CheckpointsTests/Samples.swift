import Checkpoints
import Model

/// Small, complete values; every test names only what it is about.
enum Sample {
  static let localModel = ModelIdentity(model: "qwen2.5-coder:7b", version: "sha-1")
  static let cloudModel = ModelIdentity(model: "anthropic/claude-sonnet-4.6", version: nil)

  static func digest(_ text: String) -> Digest { Digest(of: [text]) }

  static func header(_ id: String = "20261122T205923Z-0001", plan: String = "plan") -> RunHeader {
    let node = NodeSpec(
      name: "mac", tier: .local, kind: .ollama, url: "http://127.0.0.1:11434", model: "qwen2.5-coder:7b")
    let job = Job(name: "pull-request", sources: [Source(repository: ".")], nodes: [node])
    let range = ReviewRange(
      repository: ".", base: "b0", head: "h0", mergeBase: "m0", direct: false, title: "Fix \"it\"\n",
      notes: ["n"])
    return RunHeader(
      id: id, job: job, ranges: [range], planDigest: digest(plan), startedAt: 1_700_000_000_000,
      version: "1.0")
  }

  static func file(_ path: String = "Sources/A.swift", rule: String? = nil) -> PlannedFile {
    PlannedFile(
      range: 0, path: path, oldPath: rule == nil ? "Sources/Old.swift" : nil, percentEncoded: false,
      status: .renamed, lines: LineCount(added: 10, removed: 2),
      disposition: rule == nil ? .planned : .excluded, rule: rule,
      units: rule == nil ? [digest("unit \(path)"), digest("other")] : [])
  }

  static func unit(
    _ name: String = "A", path: String? = nil, part: Int = 1, group: String = "Sources",
    body: String? = nil
  ) -> ReviewUnit {
    let hunk = UnitHunk(
      span: HunkSpan(oldStart: 3, oldLines: 7, newStart: 3, newLines: 15),
      text: " let a = 1\n+let \(name) = 2\n")
    let prompt = Prompt(
      instructions: String(repeating: "Review this. ", count: 40), shared: "Files of \(group)\n",
      body: body ?? "Hunk of \(name) 🙂\u{0}\n", estimatedTokens: 812)
    return ReviewUnit(
      id: digest("unit \(name)"), range: 0, path: path ?? "Sources/\(name).swift", part: part, parts: 2,
      lines: LineCount(added: 10, removed: 2), hunks: [hunk], sensitivity: .restricted,
      sensitivityRules: ["path **/auth/**", "token-shape"], signals: [.riskPath, .tooLarge], prompt: prompt,
      group: digest(group), fields: ["hunks": digest(name), "template": digest("template 1")])
  }

  static func units(_ count: Int, groups: Int = 1) -> [ReviewUnit] {
    (0..<count).map { unit("U\($0)", group: "group \($0 % groups)") }
  }

  static func finding(_ title: String = "Off by one") -> Finding {
    Finding(
      fingerprint: digest(title), file: "Sources/A.swift", startLine: 10, endLine: 12, anchor: .nearHunk,
      severity: .high, category: .errorHandling, confidence: 0.8125, title: title,
      explanation: "The loop \u{0} runs once too often 🙂.", failureScenario: "An empty list.",
      suggestion: nil,
      quote: "for i in 0...n {\n")
  }

  static let answer = Answer(findings: [finding()], dropped: ["invalid": 2, "unanchored": 1])

  static func attempt(
    _ ordinal: Int, _ unit: ReviewUnit, ending: Ending = .answered, identity: ModelIdentity = localModel,
    reason: DispatchReason = .first, raw: String = "{\"findings\": []}"
  ) -> Attempt {
    let isLocal = identity == localModel
    return Attempt(
      ordinal: ordinal, unit: unit.id, node: isLocal ? "mac" : "router", identity: identity,
      tier: isLocal ? .local : .cloud, reason: reason, startedAt: 1_700_000_000_100,
      firstTokenAt: isLocal ? 1_700_000_000_200 : nil, endedAt: 1_700_000_000_300,
      usage: Usage(
        promptTokens: 812, cachedTokens: 0, evaluatedTokens: nil, completionTokens: 99,
        promptMilliseconds: 12.5, completionMilliseconds: nil,
        reportedCost: isLocal ? nil : Money(micros: 4200)),
      cost: Money(micros: isLocal ? 0 : 4200), costSource: isLocal ? .computed : .reported, ending: ending,
      detail: ending == .answered ? nil : "The node \"mac\" did not answer.", rawAnswer: raw,
      requestBytes: 8192)
  }

  static func answered(
    _ ordinal: Int, _ unit: ReviewUnit, by identity: ModelIdentity = localModel, answer: Answer = answer,
    raw: String = "{\"findings\": []}"
  ) -> Outcome {
    Outcome(
      attempt: attempt(ordinal, unit, identity: identity, raw: raw), temperature: 0, state: .answered,
      answer: answer)
  }

  static func failed(_ ordinal: Int, _ unit: ReviewUnit, state: UnitState? = .failed) -> Outcome {
    Outcome(
      attempt: attempt(ordinal, unit, ending: .timedOut, reason: .escalation(.malformed)), temperature: 0,
      state: state, reason: state == nil ? nil : "No node answered.")
  }

  static func model(_ identity: ModelIdentity = localModel, temperature: Double = 0) -> String {
    AnswerKey(unit: digest(""), identity: identity, temperature: temperature).model
  }
}

extension CheckpointStore {
  /// A planned run with the given units.
  func plan(_ units: [ReviewUnit], as id: String = "20261122T205923Z-0001") async throws {
    try await begin(Sample.header(id))
    try await add(files: [], units: units, to: id)
    try await markPlanned(id)
  }
}

let firstRun = "20261122T205923Z-0001"
let secondRun = "20261122T205923Z-0002"
