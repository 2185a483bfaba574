package import Model

/// A unit as the dispatcher needs it to choose a node: without its prompt.
package struct PendingUnit: Sendable, Hashable {
  /// Position within the run, from 0.
  package var ordinal: Int
  package var id: Digest
  package var path: String
  /// Units of one group share a prefix on a node.
  package var group: Digest
  package var estimatedTokens: Int
  package var sensitivity: Sensitivity
  package var signals: [Signal]
  package var lines: LineCount

  package init(
    ordinal: Int, id: Digest, path: String, group: Digest, estimatedTokens: Int, sensitivity: Sensitivity,
    signals: [Signal], lines: LineCount
  ) {
    self.ordinal = ordinal
    self.id = id
    self.path = path
    self.group = group
    self.estimatedTokens = estimatedTokens
    self.sensitivity = sensitivity
    self.signals = signals
    self.lines = lines
  }
}
