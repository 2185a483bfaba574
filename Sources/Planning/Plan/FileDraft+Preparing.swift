import Git
import Model

extension FileDraft {
  /// What is known of a change before its patch: the rules of its paths and attributes.
  struct Known: Sendable {
    var change: FileChange
    var path: RepositoryPath
    /// The rule that leaves it out.
    var exclusion: String?
    /// The rules that restrict it.
    var restrictions: [String]
  }

  /// Classifies and cuts one file. Pure work on values: any thread may do it.
  init(_ known: Known, _ patch: Result<FilePatch, GitError>, in context: PlanContext) {
    switch patch {
    case .failure(let error):
      self.init(
        known.change, path: known.path, range: context.range, lines: .zero, disposition: .failed,
        rule: error.rule)
    case .success(let patch):
      let rule = known.exclusion ?? context.filter.rule(for: patch)
      self.init(
        known.change, path: known.path, range: context.range,
        lines: LineCount(added: patch.added, removed: patch.removed),
        disposition: rule == nil ? .planned : .excluded, rule: rule)
      if rule == nil { cut(patch, known, context) }
    }
  }

  private mutating func cut(_ patch: FilePatch, _ known: Known, _ context: PlanContext) {
    let splitter = UnitSplitter(tokens: context.bodyLimit)
    let rules = known.restrictions + context.instructions.restrictions
    if patch.lines.count <= UnitSplitter.mostLines {
      var scope = HunkScope(patch, path: path)
      let part = part(patch, UnitSplitter.whole(patch), (1, 1), &scope, splitter, rules)
      if part.bodyTokens <= splitter.tokens || patch.lines.count == 1 { parts = [part] }
    }
    if parts.isEmpty {
      let units = splitter.units(of: patch)
      var scope = HunkScope(patch, path: path)
      for (index, pieces) in units.enumerated() {
        parts.append(part(patch, pieces, (index + 1, units.count), &scope, splitter, rules))
      }
    }
    restrictWholeFile()
  }

  /// What one part shows of a secret may go on in the next, where nothing tells what it is.
  private mutating func restrictWholeFile() {
    let spreading = SecretKind.allCases.filter(\.coversWholeFile).map(\.rule)
    let found = spreading.filter { rule in parts.contains { $0.rules.contains(rule) } }
    for index in parts.indices {
      parts[index].rules += found.filter { !parts[index].rules.contains($0) }
    }
  }

  private func part(
    _ patch: FilePatch, _ pieces: [Piece], _ place: (part: Int, parts: Int), _ scope: inout HunkScope,
    _ splitter: UnitSplitter, _ rules: [String]
  ) -> Part {
    var body = BodyText(patch, title: title(place), longLine: splitter.longLine)
    var scanner = PartScanner(
      patch, isConfiguration: PathClass.isConfiguration(path), longLine: splitter.longLine)
    for piece in pieces {
      let headers = scope.headers(of: piece)
      scanner.scanUncut(piece, headers)
      body.append(piece, headers: headers)
    }
    scanner.scan(body.bytes)
    let text = Fence.around(body.bytes, label: "change")
    let tokens = TokenEstimate.rounded(TokenEstimate.thousandths(in: body.bytes, 0..<body.bytes.count)) + 12
    let isTooLarge = tokens > splitter.tokens || pieces.contains { $0.cut?.isForced == true }
    return Part(
      body: text, bodyTokens: tokens, lines: body.lines, hunks: body.hunks, enclosing: body.enclosing,
      rules: rules + scanner.found.kinds.map(\.rule),
      signals: Difficulty(patch, pieces: pieces).signals(path: path, isTooLarge: isTooLarge))
  }

  /// `file: Sources/A.swift (renamed from Sources/B.swift), part 1 of 2 of this change`
  private func title(_ place: (part: Int, parts: Int)) -> String {
    let origin = file.oldPath.map { " from \(OneLine.of($0, limit: 300))" } ?? ""
    let part = place.parts > 1 ? ", part \(place.part) of \(place.parts) of this file's change" : ""
    return "file: \(OneLine.of(path.text, limit: 1000)) (\(file.status.rawValue)\(origin))\(part)"
  }
}

/// Scans all that one part would send, before anything is cut off.
private struct PartScanner {
  private let patch: FilePatch
  private let scanner: SecretScanner
  private let longLine: Int
  private(set) var found: SecretKinds = []

  init(_ patch: FilePatch, isConfiguration: Bool, longLine: Int) {
    self.patch = patch
    scanner = SecretScanner(isConfiguration: isConfiguration)
    self.longLine = longLine
  }

  /// A cut may leave half of a secret, which no rule knows: what is cut is scanned whole.
  mutating func scanUncut(_ piece: Piece, _ headers: [Range<Int>]) {
    for line in patch.lines[piece.lines] where line.text.count > longLine {
      found.formUnion(scanner.kinds(in: patch.bytes, line.text))
    }
    for header in headers where header.count > 160 {
      found.formUnion(scanner.kinds(in: patch.content, header))
    }
  }

  mutating func scan(_ body: [UInt8]) { found.formUnion(scanner.kinds(in: body)) }
}
