/// Counts tokens without a tokenizer: a linear sum over nine lexical features.
///
/// The weights are those measured for Qwen on 2,100 unified diffs of 25 repositories; on unseen languages the error
/// is -13 % to +15 % from the 1st to the 99th percentile, so an estimate times 1.16 covers 99 % of prompts.
/// A table of states turns each byte into one look-up, which keeps the count branch-free.
package enum TokenEstimate {
  /// The factor by which the real count exceeds the estimate in one case of a hundred.
  package static let safety = 1.16

  /// Tokens of a text, rounded up.
  package static func tokens(in text: String) -> Int { tokens(in: Array(text.utf8)) }

  /// As above, for bytes that need not be UTF-8.
  package static func tokens(in bytes: [UInt8]) -> Int { rounded(thousandths(in: bytes, 0..<bytes.count)) }

  /// Thousandths of a token, so that lines can be summed without rounding each.
  static func thousandths(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    let text = bytes.span.extracting(range)
    let classes = classOfByte.span
    let steps = steps.span
    var state: UInt32 = 0
    var sum: UInt64 = 0
    for index in text.indices {
      let step = steps[Int(state | UInt32(classes[Int(text[index])]))]
      state = step & stateMask
      sum &+= UInt64(step >> stateBits)
    }
    return Int(sum)
  }

  static func rounded(_ thousandths: Int) -> Int { (thousandths + 999) / 1000 }

  // A step holds the next state, shifted so that the class of the next byte fits below it, and the weight above.
  private static let stateBits: UInt32 = 10
  private static let stateMask: UInt32 = (1 << stateBits) - 1

  private static let classOfByte: [UInt8] = (0...255).map { value in
    switch UInt8(value) {
    case 10, 13: ByteClass.newline.rawValue
    case 9, 32: ByteClass.blank.rawValue
    case 48...57: ByteClass.digit.rawValue
    case UInt8(ascii: "_"): ByteClass.underscore.rawValue
    case 65...90: ByteClass.upper.rawValue
    case 97...122: ByteClass.lower.rawValue
    case 128...255: ByteClass.nonASCII.rawValue
    default: ByteClass.punctuation.rawValue
    }
  }

  private static let steps: [UInt32] = {
    var steps = [UInt32](repeating: 0, count: LexicalState.count << 4)
    for state in 0..<LexicalState.count {
      for kind in ByteClass.allCases {
        let (next, weight) = LexicalState(index: state).reading(kind)
        steps[state << 4 | Int(kind.rawValue)] = UInt32(next.index) << 4 | weight << stateBits
      }
    }
    return steps
  }()
}

/// What the count distinguishes among bytes.
private enum ByteClass: UInt8, CaseIterable {
  case newline, blank, digit, underscore, upper, lower, nonASCII, punctuation
}

/// Where in a lexical run the count stands.
private struct LexicalState {
  /// 0 start, 1 newline and indent, 2 one blank, 3 more blanks, 4 digit, 5 underscore, 6 non-ASCII, 7-9 punctuation
  /// (1, 2, more), 10-16 a piece that ends in a lower-case letter (1 to 6 letters, more), 17-23 the same in upper case.
  let index: Int

  static let count = 24

  // Thousandths of a token, the column for Qwen.
  private static let newlineRun: UInt32 = 668
  private static let blankRun: UInt32 = 1290
  private static let digit: UInt32 = 1352
  private static let underscoreRun: UInt32 = 265
  private static let nonASCIIByte: UInt32 = 331
  private static let piece: UInt32 = 1022
  private static let letterBeyondSix: UInt32 = 5
  private static let punctuationRun: UInt32 = 683
  private static let punctuationBeyondTwo: UInt32 = 242

  func reading(_ kind: ByteClass) -> (LexicalState, UInt32) {
    switch kind {
    case .newline: return (LexicalState(index: 1), index == 1 ? 0 : Self.newlineRun)
    case .blank: return readingBlank()
    case .digit: return (LexicalState(index: 4), Self.digit)
    case .underscore: return (LexicalState(index: 5), index == 5 ? 0 : Self.underscoreRun)
    case .nonASCII: return (LexicalState(index: 6), Self.nonASCIIByte)
    case .punctuation: return readingPunctuation()
    case .lower: return readingLower()
    case .upper: return readingUpper()
    }
  }

  private func readingBlank() -> (LexicalState, UInt32) {
    switch index {
    case 1: (self, 0)
    case 2: (LexicalState(index: 3), Self.blankRun)
    case 3: (self, 0)
    default: (LexicalState(index: 2), 0)
    }
  }

  private func readingPunctuation() -> (LexicalState, UInt32) {
    switch index {
    case 7: (LexicalState(index: 8), 0)
    case 8, 9: (LexicalState(index: 9), Self.punctuationBeyondTwo)
    default: (LexicalState(index: 7), Self.punctuationRun)
    }
  }

  private func readingLower() -> (LexicalState, UInt32) {
    switch index {
    case 10...14: (LexicalState(index: index + 1), 0)
    case 15, 16: (LexicalState(index: 16), Self.letterBeyondSix)
    case 17: (LexicalState(index: 11), 0)
    // `HTTPServer`: the last capital begins the next piece.
    case 18...23: (LexicalState(index: 11), Self.piece)
    default: (LexicalState(index: 10), Self.piece)
    }
  }

  private func readingUpper() -> (LexicalState, UInt32) {
    switch index {
    case 17...21: (LexicalState(index: index + 1), 0)
    case 22, 23: (LexicalState(index: 23), Self.letterBeyondSix)
    default: (LexicalState(index: 17), Self.piece)
    }
  }
}
