import Model

/// The nouns of a report, each on one line.
extension JSONWriter {
  mutating func range(_ range: ReviewRange) {
    object { json in
      json.pair("repository", range.repository)
      json.pair("base", range.base)
      json.pair("head", range.head)
      json.pair("mergeBase", range.mergeBase)
      json.pair("direct", range.direct)
      json.pair("title", range.title)
      json.strings("notes", range.notes)
    }
  }

  mutating func row(_ row: CoverageRow) {
    object { json in
      json.path(row.file.path, isEncoded: row.file.percentEncoded)
      json.pair("oldPath", row.file.oldPath)
      json.pair("range", row.file.range)
      json.pair("status", row.file.status.rawValue)
      json.pair("disposition", row.file.disposition.rawValue)
      json.pair("rule", row.file.rule)
      json.pair("added", row.file.lines.added)
      json.pair("removed", row.file.lines.removed)
      json.pair("units", row.units)
      json.pair("restrictedUnits", row.restrictedUnits)
      for fate in Fate.allCases where row.lines[fate] != .zero { json.pair(fate.rawValue, row.lines[fate]) }
    }
  }

  mutating func finding(_ reported: ReportedFinding) {
    let finding = reported.finding
    object { json in
      json.pair("fingerprint", finding.fingerprint.hex)
      json.pair("file", finding.file)
      json.pair("startLine", finding.startLine)
      json.pair("endLine", finding.endLine)
      json.pair("severity", finding.severity.rawValue)
      json.pair("category", finding.category.rawValue)
      json.key("confidence")
      json.number(finding.confidence)
      json.pair("title", finding.title)
      json.pair("explanation", finding.explanation)
      json.pair("failureScenario", finding.failureScenario)
      json.pair("suggestion", finding.suggestion)
      json.pair("quote", finding.quote)
      json.pair("tier", reported.answeredBy?.tier.rawValue)
      json.pair("node", reported.answeredBy?.node)
      json.pair("model", reported.answeredBy?.identity.model)
      // The record keeps neither the verdict of a verification nor an older report to compare with.
      json.pair("verification", "unverified")
      json.pair("state", "new")
      json.origin(of: reported)
    }
  }

  private mutating func origin(of reported: ReportedFinding) {
    pair("anchor", reported.finding.anchor.rawValue)
    pair("unit", reported.unit.hex)
    pair("range", reported.range)
    pair("modelVersion", reported.answeredBy?.identity.version)
    pair("sensitivity", reported.sensitivity.rawValue)
    strings("sensitivityRules", reported.sensitivityRules)
    pair("masked", reported.isMasked)
    pair("failsGate", reported.failsGate)
    key("otherPlaces")
    list(reported.otherPlaces) { json, place in
      json.object { json in
        json.pair("file", place.file)
        json.pair("startLine", place.startLine)
        json.pair("endLine", place.endLine)
      }
    }
    if reported.isPathEncoded { pair("pathEncoding", "percent") }
  }

  /// A unit; `tier` and `node` are those that answered. Which node failed last is a fact of the run.
  mutating func unit(_ unit: UnitRecord) {
    object { json in
      json.pair("id", unit.id.hex)
      json.pair("state", unit.state.rawValue)
      json.pair("tier", unit.answeredBy?.tier.rawValue)
      json.pair("node", unit.answeredBy?.node)
      json.pair("attempts", unit.attempts.count)
      json.strings("endings", unit.attempts.lazy.map(\.ending.rawValue))
      json.pair("path", unit.path)
      json.pair("range", unit.range)
      json.pair("part", unit.part)
      json.pair("parts", unit.parts)
      json.pair("added", unit.lines.added)
      json.pair("removed", unit.lines.removed)
      json.pair("sensitivity", unit.sensitivity.rawValue)
      json.strings("sensitivityRules", unit.sensitivityRules)
      json.strings("signals", unit.signals.lazy.map(\.rawValue))
      json.pair("reason", unit.stateReason)
    }
  }

  mutating func egress(_ egress: Egress) {
    object { json in
      json.pair("node", egress.node)
      json.pair("units", egress.units)
      json.pair("requestBytes", egress.requestBytes)
      json.pair("attempts", egress.attempts)
      json.pair("restrictedUnits", egress.restrictedUnits)
    }
  }

  mutating func route(_ route: NodeRoute) {
    object { json in
      json.pair("node", route.node)
      json.pair("tier", route.tier.rawValue)
      json.strings("models", route.models)
      json.pair("units", route.units)
      json.pair("attempts", route.attempts)
      json.key("endings")
      json.counts(Ending.allCases.map { ($0.rawValue, route.endings[$0] ?? 0) })
      json.pair("first", route.first)
      json.pair("retries", route.retries)
      json.pair("fallbacks", route.fallbacks)
      json.pair("repairs", route.repairs)
      json.key("escalations")
      json.counts(Signal.allCases.map { ($0.rawValue, route.escalations[$0] ?? 0) })
      json.key("verifications")
      json.counts(Signal.allCases.map { ($0.rawValue, route.verifications[$0] ?? 0) })
      json.key("firstTokenMilliseconds")
      json.spread(route.firstToken)
      json.key("tokensPerSecond")
      json.spread(route.tokensPerSecond)
      json.pair("promptTokens", route.promptTokens)
      json.pair("evaluatedTokens", route.evaluatedTokens)
      json.pair("completionTokens", route.completionTokens)
    }
  }

  private mutating func counts(_ counts: [(String, Int)]) {
    object { json in
      for (name, count) in counts where count > 0 { json.pair(name, count) }
    }
  }

  private mutating func spread(_ spread: Spread?) {
    guard let spread else { return string(nil) }
    object { json in
      json.key("median")
      json.number((spread.median * 10).rounded() / 10)
      json.key("p95")
      json.number((spread.p95 * 10).rounded() / 10)
      json.pair("count", spread.count)
    }
  }
}

/// A key with its value.
extension JSONWriter {
  mutating func pair(_ name: String, _ value: String?) {
    key(name)
    string(value)
  }

  mutating func pair(_ name: String, _ value: Int?) {
    key(name)
    integer(value)
  }

  mutating func pair(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  mutating func pair(_ name: String, _ value: Money) {
    key(name)
    money(value)
  }

  mutating func pair(_ name: String, _ value: LineCount) {
    key(name)
    object { json in
      json.pair("added", value.added)
      json.pair("removed", value.removed)
    }
  }

  mutating func strings(_ name: String, _ values: some Sequence<String>) {
    key(name)
    list(values) { $0.string($1) }
  }

  /// `path`, and after it how it is encoded where its bytes are not UTF-8.
  mutating func path(_ path: String, isEncoded: Bool) {
    pair("path", path)
    if isEncoded { pair("pathEncoding", "percent") }
  }
}
