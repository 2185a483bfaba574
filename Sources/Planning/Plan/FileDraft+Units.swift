import Model

extension FileDraft {
  /// The units of the file under the head they share, and the ledger's row that names them.
  func finished(under shared: SharedHead, group: Digest, in context: PlanContext) -> (
    PlannedFile, [ReviewUnit]
  ) {
    var units: [ReviewUnit] = []
    for (index, part) in parts.enumerated() {
      units.append(unit(part, index + 1, shared, group, context))
    }
    var row = file
    row.units = units.map(\.id)
    return (row, units)
  }

  private func unit(
    _ part: Part, _ number: Int, _ shared: SharedHead, _ group: Digest, _ context: PlanContext
  ) -> ReviewUnit {
    let prompt = Prompt(
      instructions: context.instructions.text, shared: shared.text, body: part.body,
      estimatedTokens: context.instructionTokens + shared.tokens + part.bodyTokens)
    var fields = context.commonFields
    fields["shared"] = group
    fields["enclosing"] = Digest(of: part.enclosing)
    fields["hunks"] = Digest(of: part.hunks.map(\.text))
    return ReviewUnit(
      id: Digest(of: [
        prompt.instructions, prompt.shared, prompt.body, Instructions.template, Instructions.schema,
        context.policy,
      ]),
      range: context.range, path: file.path, part: number, parts: parts.count, lines: part.lines,
      hunks: part.hunks,
      sensitivity: part.rules.isEmpty ? .open : .restricted, sensitivityRules: part.rules,
      signals: part.signals,
      prompt: prompt, group: group, fields: fields)
  }
}
