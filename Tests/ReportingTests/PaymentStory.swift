import Model

/// The story that the goldens tell: a pull request on a payment service with a planted bug, a restricted path,
/// a secret, a lock file, an image, a rename and a name that is not ASCII.
enum PaymentStory: String, CaseIterable, Sendable {
  case clean, findings, incomplete, interrupted, inherited, nothing
  case nodeDown = "node-down"

  static let runID = "20261122T205923Z-4f2a"
  static let earlierRun = "20261121T080000Z-11c0"
  static let start: Int64 = 1_795_381_163_000

  var record: RunRecord {
    switch self {
    case .clean: Self.cleanRun
    case .findings: Self.findingsRun
    case .incomplete: Self.incompleteRun
    case .interrupted: Self.interruptedRun
    case .inherited: Self.inheritedRun
    case .nothing: Self.nothingRun
    case .nodeDown: Self.nodeDownRun
    }
  }
}

// MARK: - The change

extension PaymentStory {
  static let mac = ModelIdentity(model: "qwen2.5-coder:7b", version: "sha256:dae161e27b0e")
  static let cloud = ModelIdentity(model: "anthropic/claude-sonnet-4.6", version: nil)

  static let job = Job(
    name: "pull-request", sources: [Source(base: "origin/main")],
    nodes: [
      NodeSpec(name: "mac", tier: .local, kind: .ollama, url: "http://10.0.0.7:11434", model: mac.model),
      NodeSpec(name: "mini", tier: .local, kind: .ollama, url: "http://10.0.0.8:11434", model: mac.model),
      NodeSpec(
        name: "router", tier: .cloud, kind: .openrouter, url: "https://openrouter.ai/api/v1",
        model: cloud.model, key: "env:OPENROUTER_API_KEY"),
    ],
    routing: RoutingRules(sensitive: ["Sources/Auth/**"]),
    budget: BudgetLimits(perRun: Money(micros: 2_000_000), perMonth: Money(micros: 50_000_000)))

  static let range = ReviewRange(
    repository: ".", base: "5b1f0c9d8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c",
    head: "9c3e7d21b0a4f58e6d7c8b9a0f1e2d3c4b5a6978", mergeBase: "1d2c3b4a5f6e7d8c9b0a1f2e3d4c5b6a79881706",
    direct: false, title: nil, notes: [])

  static func header(_ id: String = runID) -> RunHeader {
    RunHeader(
      id: id, job: job, ranges: [range], planDigest: Digest(of: ["plan"]), startedAt: start, version: "0.1.0")
  }

  static let refunds = "Sources/Payments/RefundService.swift"
  static let session = "Sources/Auth/SessionToken.swift"
  static let gateway = "Sources/Payments/GatewayConfiguration.swift"
  static let transfer = "Sources/Payments/Überweisung.swift"
  static let ledger = "Sources/Payments/Ledger.swift"

  static func file(
    _ path: String, _ status: FileStatus, _ added: Int, _ removed: Int, from old: String? = nil,
    rule: String? = nil, as disposition: Disposition = .planned
  ) -> PlannedFile {
    PlannedFile(
      range: 0, path: path, oldPath: old, percentEncoded: false, status: status,
      lines: LineCount(added: added, removed: removed), disposition: disposition, rule: rule, units: [])
  }

  static let files = [
    file("Package.resolved", .modified, 8, 8, rule: "lock-file", as: .excluded),
    file(session, .modified, 9, 3),
    file(gateway, .modified, 3, 1),
    file(ledger, .renamed, 2, 2, from: "Sources/Payments/Journal.swift"),
    file(refunds, .modified, 41, 12),
    file(transfer, .added, 27, 0),
    file("docs/refund-flow.png", .modified, 0, 0, rule: "binary", as: .excluded),
  ]

  static func unit(
    _ ordinal: Int, _ path: String, _ added: Int, _ removed: Int, part: Int = 1, of parts: Int = 1,
    restrictedBy rules: [String] = [], signals: [Signal] = []
  ) -> UnitRecord {
    UnitRecord(
      ordinal: ordinal, id: Digest(of: [path, "\(part)"]), range: 0, path: path, part: part, parts: parts,
      lines: LineCount(added: added, removed: removed), sensitivity: rules.isEmpty ? .open : .restricted,
      sensitivityRules: rules, signals: signals, state: .planned, stateReason: nil, answer: nil,
      answeredBy: nil, attempts: [])
  }

  static let units = [
    unit(0, session, 9, 3, restrictedBy: ["path:Sources/Auth/**"], signals: [.riskPath]),
    unit(1, gateway, 3, 1, restrictedBy: ["secret:assigned-literal"]),
    unit(2, ledger, 2, 2),
    unit(3, refunds, 30, 10, part: 1, of: 2, signals: [.guardRemoved]),
    unit(4, refunds, 11, 2, part: 2, of: 2),
    unit(5, transfer, 27, 0),
  ]
}

// MARK: - What happened

extension UnitRecord {
  /// The unit after one more attempt, `order` seconds into the run.
  func tried(
    _ node: String = "mac", _ reason: DispatchReason = .first, ending: Ending = .answered, at order: Int64,
    detail: String? = nil
  ) -> UnitRecord {
    var unit = self
    let begin = PaymentStory.start + order * 1000
    let isCloud = node == "router"
    let isAnswered = ending == .answered
    let usage = Usage(
      promptTokens: 812, completionTokens: isAnswered ? 96 + Int(order) : nil,
      completionMilliseconds: isAnswered && !isCloud ? 3000 : nil)
    unit.attempts.append(
      AttemptRecord(
        Attempt(
          ordinal: ordinal, unit: id, node: node, identity: isCloud ? PaymentStory.cloud : PaymentStory.mac,
          tier: isCloud ? .cloud : .local, reason: reason, startedAt: begin,
          firstTokenAt: isAnswered ? begin + 400 + order * 10 : nil, endedAt: begin + 4000, usage: usage,
          cost: isCloud ? Money(micros: 4_215) : .zero, costSource: isCloud ? .reported : .computed,
          ending: ending, detail: detail, rawAnswer: "", requestBytes: isCloud ? 6_204 : 5_800)))
    return unit
  }

  /// The unit with its answer, given by the node of its last attempt or, without one, by an earlier run.
  func answered(_ findings: [Finding] = [], dropped: [String: Int] = [:], run: String = PaymentStory.runID)
    -> UnitRecord
  {
    var unit = self
    let last = attempts.last
    unit.state = .answered
    unit.answer = Answer(findings: findings, dropped: dropped)
    unit.answeredBy = AnsweredBy(
      node: last?.node ?? "mac", tier: last?.tier ?? .local, identity: last?.identity ?? PaymentStory.mac,
      run: run)
    return unit
  }

  func ended(_ state: UnitState, _ reason: String?) -> UnitRecord {
    var unit = self
    unit.state = state
    unit.stateReason = reason
    return unit
  }
}

extension PaymentStory {
  static func record(
    _ state: RunState, _ units: [UnitRecord], files: [PlannedFile] = files, exitCode: Int? = nil,
    took: Int64? = 31_200
  ) -> RunRecord {
    RunRecord(
      header: header(), state: state, isPlanned: true, endedAt: took.map { start + $0 }, exitCode: exitCode,
      files: files, units: units)
  }

  private static var cleanRun: RunRecord {
    record(.complete, units.map { $0.tried(at: Int64($0.ordinal)).answered() }, exitCode: 0)
  }

  static var findingsRun: RunRecord {
    record(
      .complete,
      [
        units[0].tried(at: 0).answered([unboundedSession]),
        units[1].tried(at: 1).answered([hardCodedKey]),
        units[2].tried(ending: .transport, at: 2, detail: "connection reset")
          .tried("mini", .fallback, at: 3).answered(),
        units[3].tried(at: 4).tried("router", .verification(.highSeverity), at: 9)
          .answered([doubleRefund, swallowedError]),
        units[4].tried(ending: .malformed, at: 5).tried("mac", .repair, at: 6)
          .answered(dropped: ["unanchored": 1]),
        units[5].tried(at: 7).answered([roundedAmount, vagueName]),
      ], exitCode: 1)
  }

  private static var incompleteRun: RunRecord {
    var files = files
    files.append(file("Sources/Payments/Archive.swift", .modified, 0, 0, rule: "missing-object", as: .failed))
    return record(
      .incomplete,
      [
        units[0].tried(at: 0).ended(.needsHuman, "restricted, and risk-path asks for a second opinion"),
        units[1].tried(at: 1).answered(),
        units[2].tried(at: 2).answered(),
        units[3].tried(ending: .timedOut, at: 3).tried("mini", .fallback, ending: .serverError, at: 4)
          .ended(.failed, "mac timed out after 120 s, mini answered with status 500"),
        units[4].ended(.deferred, "budget: the next request could cost $0.010000 and $0.002000 are left"),
        units[5].tried(at: 5).answered([vagueName]),
      ], files: files, exitCode: 3)
  }

  private static var interruptedRun: RunRecord {
    record(
      .interrupted,
      units.map { $0.ordinal < 2 ? $0.tried(at: Int64($0.ordinal)).answered() : $0 }, exitCode: 143,
      took: 9_400)
  }

  private static var inheritedRun: RunRecord {
    record(.complete, units.map { $0.answered(run: earlierRun) }, exitCode: 0, took: 180)
  }

  private static var nothingRun: RunRecord { record(.complete, [], files: [], exitCode: 0, took: 90) }

  private static var nodeDownRun: RunRecord {
    record(
      .incomplete,
      units.map { $0.ended(.deferred, "no-node: mac refused the connection at 10.0.0.7:11434") }, exitCode: 4,
      took: 5_100)
  }
}
