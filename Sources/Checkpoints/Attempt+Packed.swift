import Model

/// What an attempt tells beyond who, what it cost and how it ended: one value instead of a dozen columns, which
/// would cost as much to bind and to read as all the rest of an outcome.
struct AttemptFacts {
  private static let version = 1

  static func packed(_ attempt: Attempt) -> [UInt8] {
    let usage = attempt.usage
    var packer = Packer()
    packer.add(version)
    packer.add(attempt.reason.text)
    packer.add(Int(attempt.startedAt))
    packer.add(attempt.firstTokenAt.map { Int($0) })
    packer.add(Int(attempt.endedAt))
    packer.add(usage.promptTokens)
    packer.add(usage.cachedTokens)
    packer.add(usage.evaluatedTokens)
    packer.add(usage.completionTokens)
    packer.add(usage.promptMilliseconds)
    packer.add(usage.completionMilliseconds)
    packer.add(usage.reportedCost.map { Int($0.micros) })
    packer.add(attempt.costSource.rawValue)
    packer.add(attempt.detail)
    packer.add(attempt.requestBytes)
    return packer.bytes
  }

  /// The attempt that these facts complete.
  static func attempt(
    packed bytes: [UInt8], ordinal: Int, unit: Digest, maker: Maker, ending: Ending, cost: Money,
    rawAnswer: String
  ) throws(Unpacker.Malformed) -> Attempt {
    var facts = Unpacker(bytes)
    guard try facts.int() == version, let reason = reason(try facts.text()) else {
      throw Unpacker.Malformed()
    }
    // The order of the arguments below is the order in which the values were packed.
    return Attempt(
      ordinal: ordinal, unit: unit, node: maker.node, identity: maker.identity, tier: maker.tier,
      reason: reason,
      startedAt: Int64(try facts.int()), firstTokenAt: try facts.optionalInt().map { Int64($0) },
      endedAt: Int64(try facts.int()), usage: try usage(&facts), cost: cost,
      costSource: try facts.word(CostSource.self), ending: ending, detail: try facts.optionalText(),
      rawAnswer: rawAnswer, requestBytes: try facts.int())
  }

  /// Nearly all attempts are first ones, and this is asked for each attempt of a run.
  private static func reason(_ text: String) -> DispatchReason? {
    text == "first" ? .first : DispatchReason(text: text)
  }

  private static func usage(_ facts: inout Unpacker) throws(Unpacker.Malformed) -> Usage {
    Usage(
      promptTokens: try facts.optionalInt(), cachedTokens: try facts.optionalInt(),
      evaluatedTokens: try facts.optionalInt(), completionTokens: try facts.optionalInt(),
      promptMilliseconds: try facts.optionalDouble(), completionMilliseconds: try facts.optionalDouble(),
      reportedCost: try facts.optionalInt().map { Money(micros: Int64($0)) })
  }
}
