package import Inference
package import Model

/// A node as the runner uses it. The two cases take different prompts, so the compiler keeps an uncleared one
/// from a cloud node.
package enum RunnerNode: Sendable {
  case local(LocalNode)
  case cloud(CloudNode)

  package var spec: NodeSpec {
    switch self {
    case .local(let node): node.spec
    case .cloud(let node): node.spec
    }
  }

  func probe(timeout: Duration) async -> NodeProbe {
    switch self {
    case .local(let node): await node.probe(timeout: timeout)
    case .cloud(let node): await node.probe(timeout: timeout)
    }
  }
}
