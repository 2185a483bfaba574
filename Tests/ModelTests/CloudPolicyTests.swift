import Model
import Testing

@Suite struct CloudPolicyTests {
  @Test func `an open unit is cleared under the rule's name`() throws {
    let cleared = try CloudPolicy(RoutingRules(mode: .auto), isAllowed: { _ in false })
      .clear(.sample(.open)).get()
    #expect(cleared.clearance == "open")
  }

  @Test(arguments: [RoutingMode.auto, .cloud]) func `a restricted unit is never cleared`(mode: RoutingMode) {
    let policy = CloudPolicy(RoutingRules(mode: mode), isAllowed: { _ in true })
    #expect(policy.clear(.sample(.restricted)).refusal == "restricted by path:**/auth/**")
  }

  @Test func `nothing is cleared in local mode`() {
    let policy = CloudPolicy(RoutingRules(mode: .local), isAllowed: { _ in true })
    #expect(policy.clear(.sample(.open)).refusal == "the mode is local")
  }

  @Test func `with an allow-list only its paths are cleared`() throws {
    let rules = RoutingRules(mode: .auto, cloud: .allowListedPathsOnly)
    let listed = CloudPolicy(rules, isAllowed: { $0 == "Sources/Refund.swift" })
    #expect(try listed.clear(.sample(.open)).get().clearance == "allow-listed")
    let other = CloudPolicy(rules, isAllowed: { _ in false })
    #expect(other.clear(.sample(.open)).refusal == "the path is not on the job's allow-list")
  }
}

extension Result where Success == ClearedPrompt, Failure == ClearanceRefusal {
  fileprivate var refusal: String? {
    if case .failure(let refusal) = self { refusal.reason } else { nil }
  }
}

extension ReviewUnit {
  fileprivate static func sample(_ sensitivity: Sensitivity) -> ReviewUnit {
    ReviewUnit(
      id: Digest(of: ["unit"]), range: 0, path: "Sources/Refund.swift", part: 1, parts: 1,
      lines: LineCount(added: 1, removed: 0), hunks: [], sensitivity: sensitivity,
      sensitivityRules: sensitivity == .open ? [] : ["path:**/auth/**"], signals: [],
      prompt: Prompt(instructions: "", shared: "", body: "", estimatedTokens: 1),
      group: Digest(of: []), fields: [:])
  }
}
