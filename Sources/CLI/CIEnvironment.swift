import Model

/// What the CI system around us says about the range. Flags and the job come first.
struct CIEnvironment {
  /// The base and the variable that gave it.
  let base: (revision: String, variable: String)?

  init(_ environment: [String: String]) {
    let candidates: [(String, (String) -> String)] = [
      ("CI_MERGE_REQUEST_DIFF_BASE_SHA", { $0 }),
      ("BUILDKITE_MERGE_QUEUE_BASE_COMMIT", { $0 }),
      ("GITHUB_BASE_REF", { "origin/\($0)" }),
      ("CHANGE_TARGET", { "origin/\($0)" }),
      ("BUILDKITE_PULL_REQUEST_BASE_BRANCH", { "origin/\($0)" }),
      ("BITBUCKET_PR_DESTINATION_BRANCH", { "origin/\($0)" }),
      ("CI_COMMIT_TARGET_BRANCH", { "origin/\($0)" }),
      ("DRONE_TARGET_BRANCH", { "origin/\($0)" }),
    ]
    base =
      candidates.lazy.compactMap { name, revision in
        environment[name].flatMap { $0.isEmpty ? nil : (revision($0), name) }
      }.first
  }

  /// The job with the base put in where neither flags nor the file name one.
  func fill(_ job: Job) -> Job {
    guard let base else { return job }
    var job = job
    for index in job.sources.indices where job.sources[index].base == nil {
      job.sources[index].base = base.revision
    }
    return job
  }
}
