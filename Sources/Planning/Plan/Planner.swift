import Git
package import Model

/// Turns the changes of a job's ranges into units, each one prompt's worth of one file's change.
package struct Planner: Sendable {
  /// Raised when cutting, template or schema change; part of the plan's digest.
  package static let version = "1"

  let job: Job
  let trusting: Bool
  let contextTokens: Int?

  /// - Parameters:
  ///   - job: What to review.
  ///   - trusting: Opens repositories that another user owns.
  ///   - contextTokens: The smallest context of the local nodes when it is known: prompts take at most 60 % of it.
  package init(job: Job, trusting: Bool = false, contextTokens: Int? = nil) {
    self.job = job
    self.trusting = trusting
    self.contextTokens = contextTokens
  }

  /// Resolves every source of the job; with `each: commit` one range for each commit, oldest first.
  package func ranges() throws(PlanError) -> [PlannedRange] {
    var ranges: [PlannedRange] = []
    for source in job.sources {
      do throws(GitError) {
        let repository = try Repository(at: source.repository, trusting: trusting)
        let request = RangeRequest(base: source.base, head: source.head, direct: source.direct)
        let resolved = try repository.resolve(request)
        let all = source.each == .commit ? try repository.commits(of: resolved) : [resolved]
        ranges += all.map { PlannedRange($0, of: source) }
      } catch {
        throw PlanError(error)
      }
    }
    return ranges
  }

  /// Digest of all that decides the plan: the ranges' commits, and of the job what cuts, classifies and words units.
  /// Nodes, limits, budget, gate and reports do not change a plan.
  package func digest(of ranges: [PlannedRange]) -> Digest {
    let review = job.review
    var fields = ["planner", Planner.version, Instructions.template, Instructions.schema, "job", job.name]
    fields += ["include"] + job.include + ["exclude"] + job.exclude
    fields += ["instructions"] + review.instructions + ["categories"] + review.categories.map(\.rawValue)
    fields += ["limits", String(PlanContext.promptLimit(job, contextTokens))]
    fields += ["policy", SensitivityRules.policy(of: job.routing).hex]
    for range in ranges.map(\.range) {
      fields += ["range", range.base, range.head, range.mergeBase, String(range.direct), range.title ?? ""]
    }
    return Digest(of: fields)
  }

  /// Plans all ranges and hands over batch after batch, so that no more than one batch is in memory here.
  ///
  /// Throws `PlanError` when a repository, an attribute or an instruction file cannot be read, `CancellationError`,
  /// and whatever `emit` throws. A file whose content cannot be read is a row with disposition `failed`.
  package func plan(
    _ ranges: [PlannedRange], into emit: (PlanBatch) async throws -> Void
  ) async throws {
    for (index, range) in ranges.enumerated() {
      let survey: RangeSurvey
      do throws(GitError) {
        survey = try RangeSurvey(range, at: index, of: self)
      } catch {
        throw PlanError(error)
      }
      try await survey.run(emit)
    }
  }
}
