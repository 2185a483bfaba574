import Model
import Testing

@testable import Planning

struct JobFileTests {
  static let example = """
    version: 1
    name: pull-request
    source:                      # one range, or a list of them
      - repo: .
        base: origin/main
        head: HEAD
        each: range              # or commit
    include: ["**"]
    exclude: ["**/*.lock", "vendor/**"]
    review:
      instructions: [REVIEW.md]
      categories: [correctness, security, concurrency, performance, api, error-handling, tests, maintainability]
      maxPromptTokens: 3000
    nodes:
      mac:     { tier: local, kind: ollama,    url: "http://${MAC_NODE_IP}:11434", model: "qwen2.5-coder:7b", context: 16384, concurrency: 2 }
      router:  { tier: cloud, kind: openrouter, model: "anthropic/claude-sonnet-4.6", key: "env:OPENROUTER_API_KEY", concurrency: 8, requestsPerMinute: 50, tokensPerMinute: 40000 }
      direct:  { tier: cloud, kind: anthropic, model: "claude-sonnet-4-6", key: "env:ANTHROPIC_API_KEY", weight: 3, temperature: 0.2 }
    routing:
      mode: auto
      sensitive: ["**/auth/**", "infra/secrets/**"]
      escalate: { before: [risk-path, too-large], after: [malformed, truncated, refused, unanchored, high-severity] }
      whenLocalIsDown: defer
      cloud: allow-listed-paths-only
      allow: ["Sources/**"]
    budget: { perRun: 2.00, perMonth: 50.00, perRequest: 0.25 }
    limits: { deadline: 25m, firstToken: 120s, stall: 30s, retries: 2, total: 1h30m, maxOutputTokens: 700, grace: 500ms }
    gate: { failOn: high, minConfidence: 0.5, requireCoverage: 1.0 }
    reports: { markdown: artifacts/review.md, json: artifacts/review.json }
    """

  private func parse(_ text: String) throws(JobFileError) -> Job {
    try JobFile.parse(text, name: "job.yml", environment: ["MAC_NODE_IP": "10.0.0.7"])
  }

  @Test func `the documented example is read in full`() throws {
    let job = try parse(Self.example)
    #expect(job.name == "pull-request")
    #expect(job.sources == [Source(base: "origin/main")])
    #expect(job.exclude == ["**/*.lock", "vendor/**"])
    #expect(job.nodes.map(\.name) == ["mac", "router", "direct"])
    #expect(job.nodes[0].url == "http://10.0.0.7:11434")
    #expect(job.nodes[0].context == 16384)
    #expect(job.nodes[1].key == "env:OPENROUTER_API_KEY")
    #expect(job.nodes[1].url == "https://openrouter.ai/api")
    #expect(job.nodes[2].weight == 3)
    #expect(job.nodes[2].temperature == 0.2)
    #expect(job.routing.cloud == .allowListedPathsOnly)
    #expect(job.routing.allow == ["Sources/**"])
    #expect(job.routing.escalateAfter == [.malformed, .truncated, .refused, .unanchored, .highSeverity])
    #expect(job.budget.perRun == Money(micros: 2_000_000))
    #expect(job.budget.perRequest == Money(micros: 250_000))
    #expect(job.limits.deadline == 25 * 60_000)
    #expect(job.limits.total == 90 * 60_000)
    #expect(job.limits.grace == 500)
    #expect(job.limits.maxOutputTokens == 700)
    #expect(job.gate == Gate(failOn: .high, minConfidence: 0.5, requireCoverage: 1))
    #expect(job.reports.map(\.format) == [.markdown, .json])
  }

  @Test func `what is left out has its default`() throws {
    let job = try parse("version: 1\nnodes: { a: { tier: local, kind: ollama, model: m } }")
    #expect(job == Job(name: "review", sources: [Source()], nodes: job.nodes))
    #expect(job.nodes[0].url == "http://127.0.0.1:11434")
    #expect(job.gate.failOn == .high)
  }

  @Test func `a source may be one mapping`() throws {
    let job = try parse(
      "version: 1\nsource: { repo: x, each: commit, direct: true }\nnodes: { a: { tier: local, kind: ollama, model: m } }"
    )
    #expect(job.sources == [Source(repository: "x", each: .commit, direct: true)])
  }

  @Test func `failOn none switches the gate off`() throws {
    let job = try parse(
      "version: 1\ngate: { failOn: none }\nnodes: { a: { tier: local, kind: ollama, model: m } }")
    #expect(job.gate.failOn == nil)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    /// Stands behind `version: 1` and one local node, so it begins on line 3.
    let text: String
    let line: Int
    let column: Int
    let words: [String]

    init(_ text: String, _ line: Int, _ column: Int, _ words: String...) {
      self.text = text
      self.line = line
      self.column = column
      self.words = words
    }

    var testDescription: String { text }
  }

  static let mistakes = [
    Mistake("budgt: { perRun: 1 }", 3, 1, "budgt", "did you mean `budget`"),
    Mistake("limits: { deadlin: 5m }", 3, 11, "deadlin", "`deadline`", "limits"),
    Mistake("limits:\n  retries: two", 4, 12, "whole number", "two"),
    Mistake("limits:\n  retries: 99", 4, 12, "from 0 to 20"),
    Mistake("limits: { stall: 30 }", 3, 18, "duration", "120s"),
    Mistake("limits: { stall: 0s }", 3, 18, "longer than nothing"),
    Mistake("budget: { perRun: -1 }", 3, 19, "dollars"),
    Mistake("budget: { perRun: 0.1234567 }", 3, 19, "six places"),
    Mistake("gate: { minConfidence: 1.5 }", 3, 24, "from 0.0 to 1.0"),
    Mistake("gate: { failOn: hihg }", 3, 17, "`high`"),
    Mistake("review: { categories: [security, stile] }", 3, 34, "stile"),
    Mistake("review: { categories: [security, security] }", 3, 34, "twice"),
    Mistake("review: { instructions: [../x] }", 3, 26, "inside the repository"),
    Mistake("routing: { mode: cloud }", 3, 10, "tier: cloud"),
    Mistake("routing: { mode: lokal }", 3, 18, "`local`"),
    Mistake("routing: { allow: [\"a\"] }", 3, 19, "allow-listed-paths-only"),
    Mistake("routing: { escalate: { before: [malformed] } }", 3, 33, "malformed"),
    Mistake("routing: { sensitive: [\"[a\"] }", 3, 24, "never closed"),
    Mistake("reports: { markdwon: a.md }", 3, 12, "`markdown`"),
    Mistake("reports: [a.md]", 3, 10, "mapping"),
    Mistake("include: { a: b }", 3, 10, "single value"),
    Mistake("source: { base: \"${NOT_SET}\" }", 3, 17, "NOT_SET", "not set"),
    Mistake("source: { base: \"--upload-pack=x\" }", 3, 17, "option"),
    Mistake("source: { direct: yes }", 3, 19, "true or false"),
    Mistake("include: [a]\ninclude: [b]", 3, 1, "include", "twice"),
    Mistake("include: [\"a", 3, 13, "not YAML", "quoted"),
    Mistake("include: &a [x]", 3, 10, "anchor"),
    Mistake("include: *a", 3, 10, "alias"),
    Mistake("include:\n  - **/x", 4, 5, "alias", "quote"),
    Mistake("include: !!str x", 3, 10, "tag"),
    Mistake("---\na: b", 3, 1, "one YAML document"),
  ]

  @Test(arguments: mistakes) func `a mistake is told with line, column and mend`(_ mistake: Mistake) {
    let head = "version: 1\nnodes: { a: { tier: local, kind: ollama, model: m } }\n"
    let error = #expect(throws: JobFileError.self) { try parse(head + mistake.text) }
    #expect(error?.line == mistake.line, "\(error?.description ?? "")")
    #expect(error?.column == mistake.column, "\(error?.description ?? "")")
    for word in mistake.words {
      #expect(error?.message.contains(word) == true, "\(error?.description ?? "")")
    }
    #expect(error?.description.hasPrefix("job.yml:\(mistake.line):\(mistake.column): ") == true)
  }

  static let nodeMistakes = [
    Mistake(
      "{ tier: cloud, kind: openai, url: \"https://api.example.com\", model: m }", 2, 13, "key: env:NAME"),
    Mistake("{ tier: cloud, kind: anthropic, model: m, key: sk-live-hunter2 }", 2, 60, "env:NAME"),
    Mistake("{ tier: local, kind: ollama, url: \"http://me:hunter2@host\", model: m }", 2, 47, "user name"),
    Mistake("{ tier: local, kind: ollama, url: \"ftp://host\", model: m }", 2, 47, "http://HOST"),
    Mistake("{ tier: local, kind: openai, model: m }", 2, 13, "`url` is missing"),
    Mistake("{ tier: local, kind: ollama }", 2, 13, "`model` is missing"),
    Mistake("{ kind: ollama, model: m }", 2, 13, "`tier` is missing"),
    Mistake("{ tier: local, kind: olama, model: m }", 2, 34, "`ollama`"),
    Mistake("{ tier: local, kind: anthropic, model: m }", 2, 13, "outside the building"),
    Mistake("{ tier: local, kind: ollama, model: m, concurrency: 0 }", 2, 65, "from 1"),
    Mistake("{ tier: local, kind: ollama, model: m, contxt: 4096 }", 2, 52, "`context`"),
  ]

  @Test(arguments: nodeMistakes) func `a mistake in a node is told and no secret repeated`(_ mistake: Mistake)
  {
    let error = #expect(throws: JobFileError.self) { try parse("version: 1\nnodes: { a: \(mistake.text) }") }
    #expect(error?.line == mistake.line, "\(error?.description ?? "")")
    #expect(error?.column == mistake.column, "\(error?.description ?? "")")
    for word in mistake.words {
      #expect(error?.message.contains(word) == true, "\(error?.description ?? "")")
    }
    #expect(error?.description.contains("hunter2") == false)
  }

  @Test(arguments: [
    "", "version: 2\nnodes: {}", "nodes: {}", "version: 1", "version: 1\nnodes: {}", "- a", "just words",
  ])
  func `a text that is no job is refused`(_ text: String) {
    #expect(throws: JobFileError.self) { try parse(text) }
  }

  @Test func `a cloud node on this machine needs no key`() throws {
    let job = try parse(
      "version: 1\nnodes: { a: { tier: cloud, kind: openai, url: \"http://127.0.0.1:8080/\", model: m } }")
    #expect(job.nodes[0].url == "http://127.0.0.1:8080")
  }

  @Test func `mode local without a local node is refused`() {
    let text = """
      version: 1
      nodes: { a: { tier: cloud, kind: anthropic, model: m, key: "env:K" } }
      routing: { mode: local }
      """
    let error = #expect(throws: JobFileError.self) { try parse(text) }
    #expect(error?.message.contains("tier: local") == true)
  }

  @Test func `aliases that would grow without bound are refused before they are read`() {
    var text = "version: 1\na0: &a0 [x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) { ? *a\(level - 1) : 1, ? [*a\(level - 1)] : 2 }\n" }
    let error = #expect(throws: JobFileError.self) { try parse(text) }
    #expect(error?.line == 2)
  }

  @Test func `a quoted star, an ampersand in words and a comment are no anchors`() {
    #expect(YAMLGuard.offence(in: "a: \"*x\" # & that\nb: x & y\nc: 'it''s *z'\nd: [\"&q\", a*b]\n") == nil)
  }

  @Test func `a file that is not there is told by its path`() {
    let error = #expect(throws: JobFileError.self) {
      try JobFile.read(path: "/nonexistent/job.yml", environment: [:])
    }
    #expect(error?.description.hasPrefix("/nonexistent/job.yml: ") == true)
  }

  @Test(
    arguments: [
      ([:], NodeSpec.Kind.ollama, "http://127.0.0.1:11434"),
      (["OLLAMA_HOST": "0.0.0.0"], .ollama, "http://127.0.0.1:11434"),
      (["OLLAMA_HOST": "box:9000"], .ollama, "http://box:9000"),
      (["OLLAMA_HOST": ":9000"], .ollama, "http://127.0.0.1:9000"),
      (["OLLAMA_HOST": "http://box"], .ollama, "http://box:11434"),
      (["OLLAMA_HOST": "https://box/"], .ollama, "https://box"),
      (["SLUICE_NODE_URL": "http://127.0.0.1:9931/"], .openai, "http://127.0.0.1:9931"),
      (["SLUICE_NODE_URL": ""], .ollama, "http://127.0.0.1:11434"),
    ] as [([String: String], NodeSpec.Kind, String)])
  func `the built-in job finds its node in the environment`(
    _ environment: [String: String], _ kind: NodeSpec.Kind, _ url: String
  ) {
    let job = JobFile.builtIn(environment: environment)
    #expect(job.nodes.count == 1)
    #expect(job.nodes[0].kind == kind)
    #expect(job.nodes[0].url == url)
    #expect(job.nodes[0].model == JobFile.defaultModel)
    #expect(job.routing.mode == .auto)
  }
}
