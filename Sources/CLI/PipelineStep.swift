/// The step that runs Sluice in a CI system, told by the files of the repository.
struct PipelineStep {
  let system: String
  private let lines: [String]

  /// The system whose configuration lies here; plain shell where there is none.
  static var here: PipelineStep {
    known.first { FileSystem.exists($0.mark) }?.step ?? shell
  }

  func text(job: String) -> String {
    lines.map { $0 == "RUN" ? "sluice run \(job)" : $0.replacing("RUN", with: "sluice run \(job)") }
      .joined(separator: "\n")
  }

  private static let shell = PipelineStep(system: "any shell", lines: ["exec RUN"])

  private static let known: [(mark: String, step: PipelineStep)] = [
    (
      ".github/workflows",
      PipelineStep(
        system: "GitHub Actions",
        lines: [
          "- uses: actions/checkout@v4", "  with: { fetch-depth: 0 }", "- run: exec RUN",
          "- uses: actions/upload-artifact@v4", "  if: always()",
          "  with: { name: \"sluice-${{ github.run_attempt }}\", path: \"artifacts/\" }",
        ])
    ),
    (
      ".gitlab-ci.yml",
      PipelineStep(
        system: "GitLab CI",
        lines: [
          "review:", "  variables: { GIT_DEPTH: \"0\" }", "  script:", "    - exec RUN", "  artifacts:",
          "    when: always", "    paths: [artifacts/, .sluice/]",
        ])
    ),
  ]
}
