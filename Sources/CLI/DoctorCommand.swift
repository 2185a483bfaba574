import ArgumentParser
import Checkpoints
import Git
import Model
import Planning
import Runner

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Says what is wrong with the set-up: nodes, models, contexts, versions, store, git, CI variables.",
    discussion: "Example: sluice doctor jobs/pull-request.yml")

  @OptionGroup var options: JobOptions
  @OptionGroup var checkpoint: StoreOptions

  func run() async throws {
    let wiring = Wiring()
    var checks = [Check(.ok, "versions", Version.text)]
    do {
      let job = try options.load(wiring.environment)
      checks.append(
        Check(.ok, "job", "\(job.name), mode \(job.routing.mode.rawValue), \(job.nodes.count) nodes"))
      checks += repositories(of: job)
      checks += try await nodes(of: job, wiring)
    } catch {
      checks.append(Check(.broken, "job", "\(error)"))
    }
    checks.append(await store())
    checks.append(pipeline(wiring.environment))
    Terminal.say(checks.map(\.line).joined(separator: "\n"))
    if checks.contains(where: { $0.state == .broken }) { throw ExitStatus.infrastructure }
  }

  private func nodes(of job: Job, _ wiring: Wiring) async throws -> [Check] {
    let probes = await RoutePreview(job: job, nodes: try wiring.nodes(of: job)).probe()
    return zip(job.nodes, probes).flatMap { spec, probe in
      [Check(spec, probe)] + probe.warnings.map { Check(.warning, "node \(spec.name)", $0) }
    }
  }

  private func repositories(of job: Job) -> [Check] {
    job.sources.map { source in
      let name = "git \(source.repository)"
      do {
        let repository = try Repository(at: source.repository, trusting: options.trustRepo)
        let request = RangeRequest(base: source.base, head: source.head, direct: source.direct)
        let range = try repository.resolve(request)
        let notes = range.notes.isEmpty ? "" : "; \(range.notes.joined(separator: "; "))"
        return Check(.ok, name, "\(range.mergeBase.hex.prefix(12))..\(range.head.hex.prefix(12))\(notes)")
      } catch {
        return Check(.broken, name, "\(error)")
      }
    }
  }

  private func store() async -> Check {
    guard FileSystem.exists(checkpoint.store) else {
      return Check(.ok, "store", "\(checkpoint.store) does not exist yet; the first run makes it")
    }
    do {
      let runs = try await StoreReader.open(at: checkpoint.store).runs()
      return Check(.ok, "store", "\(checkpoint.store), \(runs.count) runs")
    } catch {
      return Check(.broken, "store", "\(error)")
    }
  }

  private func pipeline(_ environment: [String: String]) -> Check {
    guard let base = CIEnvironment(environment).base else {
      return Check(.ok, "CI", "no variable names a base; give --base, or the branch's upstream is used")
    }
    return Check(.ok, "CI", "base \(base.revision), from \(base.variable)")
  }
}

/// One line of the doctor's report.
struct Check {
  enum State: String {
    case ok, warning, broken
  }

  let state: State
  let line: String

  init(_ state: State, _ what: String, _ text: String) {
    self.state = state
    let mark = state.rawValue.padding(to: 8)
    line = "\(mark)\(what): \(text)"
  }

  init(_ spec: NodeSpec, _ probe: NodeProbe) {
    let name = "node \(spec.name)"
    switch probe.health {
    case .ready:
      let context = probe.contextTokens.map { "context \($0) tokens" } ?? "context unknown (set `context:`)"
      let slots = probe.slots.map { ", \($0) slots" } ?? ""
      self.init(
        probe.contextTokens == nil ? .warning : .ok, name,
        "\(probe.identity.text) at \(spec.url), \(probe.software ?? spec.kind.rawValue), \(context)\(slots)")
    case .loading: self.init(.warning, name, "still loading its model; try again shortly")
    case .down(let reason): self.init(.broken, name, reason)
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 1))
  }
}
