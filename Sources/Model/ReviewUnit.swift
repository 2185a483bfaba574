/// The four numbers of a hunk header: `@@ -oldStart,oldLines +newStart,newLines @@`.
package struct HunkSpan: Sendable, Hashable, Codable {
  package var oldStart: Int
  package var oldLines: Int
  package var newStart: Int
  package var newLines: Int

  package init(oldStart: Int, oldLines: Int, newStart: Int, newLines: Int) {
    self.oldStart = oldStart
    self.oldLines = oldLines
    self.newStart = newStart
    self.newLines = newLines
  }
}

/// A hunk as a unit carries it: where it stands, and its lines.
package struct UnitHunk: Sendable, Hashable, Codable {
  package var span: HunkSpan
  /// The lines, each after its mark (" " context, "+" added, "-" removed) and ending in a newline.
  package var text: String

  package init(span: HunkSpan, text: String) {
    self.span = span
    self.text = text
  }
}

/// One prompt's worth of one file's change.
package struct ReviewUnit: Sendable, Hashable, Codable {
  /// SHA-256 over the exact request text and the template, schema and policy versions: equal content, equal unit.
  package var id: Digest
  /// Which of the run's ranges the unit belongs to, from 0.
  package var range: Int
  /// The path on the new side (the old side's for a deletion), percent-encoded where it is not UTF-8.
  package var path: String
  /// 1-based part of `parts` when the file's change needs several prompts.
  package var part: Int
  package var parts: Int
  /// The changed lines that this unit, and no other, accounts for.
  package var lines: LineCount
  package var hunks: [UnitHunk]
  package var sensitivity: Sensitivity
  /// Names of the rules that made it restricted; never the text that matched.
  package var sensitivityRules: [String]
  package var signals: [Signal]
  package var prompt: Prompt
  /// Digest of `instructions` and `shared`: units with equal groups share a prefix on a node.
  package var group: Digest
  /// Digests of what went into `id`, by name (template, schema, policy, instructions, shared, enclosing, hunks),
  /// so that `explain` can name what changed.
  package var fields: [String: Digest]

  package init(
    id: Digest, range: Int, path: String, part: Int, parts: Int, lines: LineCount, hunks: [UnitHunk],
    sensitivity: Sensitivity, sensitivityRules: [String], signals: [Signal], prompt: Prompt, group: Digest,
    fields: [String: Digest]
  ) {
    self.id = id
    self.range = range
    self.path = path
    self.part = part
    self.parts = parts
    self.lines = lines
    self.hunks = hunks
    self.sensitivity = sensitivity
    self.sensitivityRules = sensitivityRules
    self.signals = signals
    self.prompt = prompt
    self.group = group
    self.fields = fields
  }
}
