import Model

/// Lists of signals as they are stored: words parted by spaces.
///
/// Few lists occur, and the units of a run repeat them, so a list is taken apart once.
struct SignalWords {
  private var known: [String: [Signal]] = ["": []]

  static func joined(_ signals: [Signal]) -> String {
    signals.isEmpty ? "" : signals.map(\.rawValue).joined(separator: " ")
  }

  mutating func signals(_ text: String) throws(Unpacker.Malformed) -> [Signal] {
    if let signals = known[text] { return signals }
    var signals: [Signal] = []
    for word in text.split(separator: " ") {
      guard let signal = Signal(rawValue: String(word)) else { throw Unpacker.Malformed() }
      signals.append(signal)
    }
    known[text] = signals
    return signals
  }
}
