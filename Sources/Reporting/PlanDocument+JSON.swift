import Model

extension PlanDocument {
  /// One JSON document with the keys of the command line's contract.
  ///
  /// One range is the document itself; several (or none) are `{"plans": […], "totals": …}`, where each plan
  /// also names its `repository`. `totals.failed` is there only when a file could not be read. With prompts each
  /// unit has a `prompt` of `instructions` and `user`, the exact texts of the two messages.
  package func json(withPrompts: Bool) -> String {
    var json = JSONWriter()
    let slices = PlanSlice.collect(from: self)
    if let only = slices.first, slices.count == 1 {
      json.object(.block) { write(only, isOneOfMany: false, withPrompts: withPrompts, to: &$0) }
    } else {
      json.object(.block) { json in
        json.key("plans")
        json.list(slices, .block) { json, slice in
          json.object(.block) { write(slice, isOneOfMany: true, withPrompts: withPrompts, to: &$0) }
        }
        writeTotals(files, units: units.count, to: &json)
      }
    }
    return json.text()
  }

  private func write(
    _ slice: PlanSlice, isOneOfMany: Bool, withPrompts: Bool, to json: inout JSONWriter
  ) {
    if isOneOfMany { json.pair("repository", slice.range.repository) }
    json.pair("base", slice.range.base)
    json.pair("head", slice.range.head)
    json.pair("mergeBase", slice.range.mergeBase)
    json.key("files")
    json.list(slice.files, .block) { $0.plannedFile($1) }
    json.key("units")
    json.list(slice.units, .block) { json, index in
      json.plannedUnit(units[index], route: route(of: index), withPrompt: withPrompts)
    }
    writeTotals(slice.files, units: slice.units.count, to: &json)
  }

  private func writeTotals(_ files: [PlannedFile], units: Int, to json: inout JSONWriter) {
    let all = Self.lines(files)
    json.key("totals")
    json.object { json in
      json.pair("files", files.count)
      json.pair("added", all.added)
      json.pair("removed", all.removed)
      json.pair("planned", Self.lines(files, .planned))
      json.pair("excluded", Self.lines(files, .excluded))
      if files.contains(where: { $0.disposition == .failed }) {
        json.pair("failed", Self.lines(files, .failed))
      }
      json.pair("units", units)
    }
  }
}

/// One range of a plan with its files and the indices of its units.
private struct PlanSlice {
  let range: ReviewRange
  var files: [PlannedFile] = []
  var units: [Int] = []

  static func collect(from plan: PlanDocument) -> [PlanSlice] {
    var slices = plan.ranges.map { PlanSlice(range: $0) }
    for file in plan.files where slices.indices.contains(file.range) { slices[file.range].files.append(file) }
    for (index, unit) in plan.units.enumerated() where slices.indices.contains(unit.range) {
      slices[unit.range].units.append(index)
    }
    return slices
  }
}

extension JSONWriter {
  fileprivate mutating func plannedFile(_ file: PlannedFile) {
    object { json in
      json.path(file.path, isEncoded: file.percentEncoded)
      json.pair("oldPath", file.oldPath)
      json.pair("status", file.status.rawValue)
      json.pair("added", file.lines.added)
      json.pair("removed", file.lines.removed)
      json.pair("disposition", file.disposition.rawValue)
      json.pair("rule", file.rule)
      json.strings("units", file.units.lazy.map(\.hex))
    }
  }

  fileprivate mutating func plannedUnit(_ unit: ReviewUnit, route: PlannedRoute, withPrompt: Bool) {
    object { json in
      json.pair("id", unit.id.hex)
      json.pair("path", unit.path)
      json.pair("part", unit.part)
      json.pair("parts", unit.parts)
      json.pair("added", unit.lines.added)
      json.pair("removed", unit.lines.removed)
      json.key("hunks")
      json.list(unit.hunks) { $0.span($1.span) }
      json.pair("promptTokens", unit.prompt.estimatedTokens)
      json.pair("sensitivity", unit.sensitivity.rawValue)
      json.strings("sensitivityRules", unit.sensitivityRules)
      json.strings("signals", unit.signals.lazy.map(\.rawValue))
      json.pair("tier", route.tier?.rawValue)
      json.pair("reason", route.reason)
      json.pair("maxCostUSD", route.maxCost)
      if withPrompt { json.prompt(unit.prompt) }
    }
  }

  private mutating func span(_ span: HunkSpan) {
    object { json in
      json.pair("oldStart", span.oldStart)
      json.pair("oldLines", span.oldLines)
      json.pair("newStart", span.newStart)
      json.pair("newLines", span.newLines)
    }
  }

  private mutating func prompt(_ prompt: Prompt) {
    key("prompt")
    object { json in
      json.pair("instructions", prompt.instructions)
      json.pair("user", prompt.user)
    }
  }
}
