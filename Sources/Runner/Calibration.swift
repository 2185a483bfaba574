import Model
import Synchronization

/// How many tokens a model really counts for each estimated one, learnt from the usage that nodes report.
///
/// It corrects the truncation check and the fit to a context, never the cutting of units: their identity must
/// not drift with what was measured.
final class Calibration: Sendable {
  /// Share of a new observation in the moving average.
  private static let gain = 0.2
  /// Below this many tokens the fixed cost of a chat template hides the ratio.
  private static let least = 200

  /// Protects the factors.
  private let factors: Mutex<[String: Double]>

  init(_ known: [String: Double]) { factors = Mutex(known) }

  /// Tokens per estimated token; 1 for a model that was never seen.
  func factor(for model: String) -> Double { factors.withLock { $0[model] ?? 1 } }

  var all: [String: Double] { factors.withLock { $0 } }

  func observe(_ reply: ModelReply, estimated: Int, model: String) {
    guard reply.ending == .answered, estimated >= Self.least, let real = reply.usage.promptTokens, real > 0
    else { return }
    let seen = min(max(Double(real) / Double(estimated), 0.5), 1.5)
    factors.withLock { factors in
      let before = factors[model] ?? seen
      factors[model] = before + Self.gain * (seen - before)
    }
  }
}
