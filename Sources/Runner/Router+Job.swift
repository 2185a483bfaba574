import Model
import Routing

extension Router {
  /// The router of a job.
  init(_ job: Job) {
    let hasCloud = job.nodes.contains { $0.tier == .cloud }
    self.init(
      rules: job.routing, limits: job.limits, canEscalate: hasCloud && job.routing.mode == .auto)
  }
}
