import GRDB
import Model

/// The attempts of a run in the order of its units, taken unit by unit.
struct AttemptWalk {
  private let rows: RowCursor
  private let makers: [Int64: Maker]
  /// Read, and belonging to a unit that was not asked for yet.
  private var next: (ordinal: Int, attempt: AttemptRecord)?

  init(_ database: Database, run: Int64, makers: [Int64: Maker]) throws {
    self.makers = makers
    rows = try database.rows(
      "SELECT \(AttemptWalk.columns) FROM attempts WHERE run = ? ORDER BY ordinal, position", [run])
    next = try read()
  }

  /// The attempts of a unit. Units must be asked for in ascending order.
  mutating func take(_ ordinal: Int) throws -> [AttemptRecord] {
    var attempts: [AttemptRecord] = []
    while let current = next, current.ordinal <= ordinal {
      if current.ordinal == ordinal { attempts.append(current.attempt) }
      next = try read()
    }
    return attempts
  }

  private func read() throws -> (ordinal: Int, attempt: AttemptRecord)? {
    guard let row = try rows.next() else { return nil }
    guard let maker = makers[try row.value(1)] else { throw Unpacker.Malformed() }
    let attempt = try row.attempt(unit: AttemptWalk.anyUnit, maker: maker, rawAnswer: "")
    return (attempt.ordinal, AttemptRecord(attempt))
  }

  /// `AttemptRecord` does not name its unit.
  private static let anyUnit = Digest(of: [])

  /// What `Row.attempt` reads, from the first column on.
  static let columns = """
    ordinal, maker, reason, started, first_token, ended, prompt_tokens, cached_tokens, evaluated_tokens,
    completion_tokens, prompt_ms, completion_ms, reported_cost, cost, cost_source, ending, detail, request_bytes
    """
}

extension Row {
  /// An attempt from a row of `AttemptWalk.columns`.
  func attempt(unit: Digest, maker: Maker, rawAnswer: String) throws -> Attempt {
    let usage = Usage(
      promptTokens: try value(6), cachedTokens: try value(7), evaluatedTokens: try value(8),
      completionTokens: try value(9), promptMilliseconds: try value(10),
      completionMilliseconds: try value(11),
      reportedCost: (try value(12) as Int64?).map(Money.init(micros:)))
    return Attempt(
      ordinal: try value(0), unit: unit, node: maker.node, identity: maker.identity, tier: maker.tier,
      reason: try dispatchReason(2), startedAt: try value(3), firstTokenAt: try value(4),
      endedAt: try value(5), usage: usage, cost: try money(13), costSource: try word(14),
      ending: try word(15), detail: try value(16), rawAnswer: rawAnswer, requestBytes: try value(17))
  }

  private func dispatchReason(_ index: Int) throws -> DispatchReason {
    let text: String = try value(index)
    if text == "first" { return .first }
    guard let reason = DispatchReason(text: text) else { throw Unpacker.Malformed() }
    return reason
  }
}
