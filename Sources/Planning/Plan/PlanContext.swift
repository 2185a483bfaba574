import Model

/// What all files of one range are planned with.
struct PlanContext: Sendable {
  let range: Int
  let title: String?
  let filter: PathFilter
  let sensitivity: SensitivityRules
  let instructions: Instructions
  let instructionTokens: Int
  /// Tokens of one whole prompt: what the job sets, and at most 60 % of the smallest local context.
  let promptLimit: Int
  let policy: String
  /// Digests of what all units have in common, by the names of `ReviewUnit.fields`.
  let commonFields: [String: Digest]

  init(job: Job, range: Int, title: String?, instructions: Instructions, contextTokens: Int?) {
    self.range = range
    self.title = title
    filter = PathFilter(include: job.include, exclude: job.exclude)
    sensitivity = SensitivityRules(job.routing)
    self.instructions = instructions
    instructionTokens = TokenEstimate.tokens(in: instructions.text)
    promptLimit = PlanContext.promptLimit(job, contextTokens)
    policy = SensitivityRules.policy(of: job.routing).hex
    commonFields = [
      "template": Digest(of: [Instructions.template]), "schema": Digest(of: [Instructions.schema]),
      "policy": Digest(of: [policy]), "instructions": Digest(of: [instructions.text]),
    ]
  }

  static func promptLimit(_ job: Job, _ contextTokens: Int?) -> Int {
    // The estimate may fall short by the safety factor, and the answer needs the rest of the window.
    let ceiling = contextTokens.map { Int(Double($0) * 0.6 / TokenEstimate.safety) } ?? .max
    return min(job.review.maxPromptTokens, ceiling)
  }

  /// What is left for a unit's own text when the shared head has its usual size; never so little that nothing fits.
  var bodyLimit: Int { max(200, promptLimit - instructionTokens - 120) }
}
