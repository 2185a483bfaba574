/// The rule that decides what may leave the building: the only issuer of clearances.
///
/// A cloud node accepts a `ClearedPrompt` and nothing else, and only `clear` can make one, so a prompt
/// that no policy has looked at cannot be sent there: the compiler refuses it.
package struct CloudPolicy: Sendable, Hashable {
  private let mode: RoutingMode
  private let scope: RoutingRules.CloudScope
  private let isAllowed: @Sendable (String) -> Bool

  /// `isAllowed` tells whether the job's allow-list names a path; it is asked only in allow-list mode.
  package init(_ rules: RoutingRules, isAllowed: @escaping @Sendable (String) -> Bool) {
    mode = rules.mode
    scope = rules.cloud
    self.isAllowed = isAllowed
  }

  /// A cleared prompt, or the reason why the unit's code stays in the building.
  package func clear(_ unit: ReviewUnit) -> Result<ClearedPrompt, ClearanceRefusal> {
    clear(
      unit.prompt, path: unit.path, sensitivity: unit.sensitivity, rules: unit.sensitivityRules)
  }

  private func clear(
    _ prompt: Prompt, path: String, sensitivity: Sensitivity, rules: [String]
  ) -> Result<ClearedPrompt, ClearanceRefusal> {
    guard mode != .local else { return .failure(ClearanceRefusal(reason: "the mode is local")) }
    guard sensitivity == .open else {
      return .failure(ClearanceRefusal(reason: "restricted by \(rules.joined(separator: ", "))"))
    }
    guard scope == .open || isAllowed(path) else {
      return .failure(ClearanceRefusal(reason: "the path is not on the job's allow-list"))
    }
    let name = scope == .open ? "open" : "allow-listed"
    return .success(ClearedPrompt(prompt: prompt, clearance: name))
  }

  package static func == (a: CloudPolicy, b: CloudPolicy) -> Bool { a.mode == b.mode && a.scope == b.scope }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(mode)
    hasher.combine(scope)
  }
}

/// Why a prompt may not leave.
package struct ClearanceRefusal: Error, Sendable, Hashable {
  package let reason: String
}

/// A prompt that the policy has cleared for the cloud. Only `CloudPolicy` can make one.
package struct ClearedPrompt: Sendable, Hashable {
  package let prompt: Prompt
  /// Under which rule it may leave, for the egress ledger.
  package let clearance: String

  fileprivate init(prompt: Prompt, clearance: String) {
    self.prompt = prompt
    self.clearance = clearance
  }
}
