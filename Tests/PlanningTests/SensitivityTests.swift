import Model
import Testing

@testable import Planning

struct SensitivityTests {
  private func rules(_ path: String, sensitive: [String] = []) -> [String] {
    SensitivityRules(RoutingRules(sensitive: sensitive)).rules(for: RepositoryPath(Array(path.utf8)))
  }

  @Test(arguments: [
    (".env", "env-file"), ("app/.env.production", "env-file"), ("prod.env", "env-file"),
    (".envrc", "env-file"),
    ("certs/server.pem", "key-store"), ("ID_RSA", "key-store"), ("a.P12", "key-store"),
    ("x.keystore", "key-store"),
    (".npmrc", "credentials"), ("home/.aws/config", "credentials"), ("prod.tfvars", "credentials"),
    ("config/secrets.yml", "credentials"), ("my-service-account-prod.json", "credentials"),
    (".docker/config.json", "credentials"), (".ssh/config", "credentials"),
  ])
  func `a path of a dangerous class is restricted`(_ path: String, _ name: String) {
    #expect(rules(path) == ["path-class:\(name)"])
  }

  @Test(arguments: ["Sources/Environment.swift", "docs/keys.md", "config.json", "a/env.swift", "pemfile.txt"])
  func `an ordinary path is open`(_ path: String) { #expect(rules(path) == []) }

  @Test func `the job's globs restrict and are named`() {
    let sensitive = ["**/auth/**", "infra/**"]
    #expect(rules("src/auth/a.swift", sensitive: sensitive) == ["path:**/auth/**"])
    #expect(
      rules("infra/auth/.env", sensitive: sensitive) == [
        "path:**/auth/**", "path:infra/**", "path-class:env-file",
      ])
    #expect(rules("src/a.swift", sensitive: sensitive) == [])
  }

  @Test func `the policy changes with every setting that decides who is restricted`() {
    let policies = [
      RoutingRules(), RoutingRules(sensitive: ["a"]), RoutingRules(sensitive: ["a", "b"]),
      RoutingRules(cloud: .allowListedPathsOnly), RoutingRules(cloud: .allowListedPathsOnly, allow: ["a"]),
    ].map(SensitivityRules.policy)
    #expect(Set(policies).count == policies.count)
    #expect(SensitivityRules.policy(of: RoutingRules(mode: .local)) == policies[0])
  }
}
