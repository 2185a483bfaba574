/// The job that `sluice init` writes.
enum StarterJob {
  static let text = """
    # What to review, where to send it, what it may cost, what fails the build. Reference: docs/job.md
    version: 1
    name: pull-request
    source:
      repo: .
      # base: origin/main      # without it: the CI's variables, else the branch's upstream
      head: HEAD
    include: ["**"]
    exclude: []                # lock files, generated, vendored and binary files are left out by name anyway
    review:
      instructions: [REVIEW.md]
      maxPromptTokens: 3000
    nodes:
      local: { tier: local, kind: ollama, url: "http://127.0.0.1:11434", model: "qwen2.5-coder:7b", context: 16384, concurrency: 2 }
    routing:
      mode: local              # nothing leaves the building
      sensitive: ["**/auth/**", "**/secrets/**"]
    limits: { deadline: 25m, firstToken: 120s, stall: 30s, retries: 2 }
    gate: { failOn: high, minConfidence: 0.5, requireCoverage: 1.0 }
    reports: { markdown: artifacts/review.md, json: artifacts/review.json }

    """
}
