/// The identity of an answer: the unit's content and the weights and sampling that answered.
///
/// Endpoint address, time-outs and concurrency are not part of it.
package struct AnswerKey: Sendable, Hashable {
  package let unit: Digest
  package let identity: ModelIdentity
  package let temperature: Double

  package init(unit: Digest, identity: ModelIdentity, temperature: Double) {
    self.unit = unit
    self.identity = identity
    self.temperature = temperature
  }

  /// The part of the key that is not the unit: `model@version t=0.0`.
  package var model: String { "\(identity.text) t=\(temperature)" }

  package var digest: Digest { Digest(of: [unit.hex, model]) }
}
