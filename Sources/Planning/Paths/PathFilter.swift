import Git
import Model

/// Decides which changed files are left out, and names the rule that did it.
struct PathFilter: Sendable {
  /// Larger patches and longer lines cannot be reviewed; their lines stay in the ledger.
  static let patchByteLimit = 5 << 20
  static let lineByteLimit = 100_000

  private let include: [PathGlob]
  private let exclude: [PathGlob]

  init(include: [String], exclude: [String]) {
    // `**` names everything, which needs no matching.
    self.include = include.contains("**") ? [] : include.map { PathGlob($0) }
    self.exclude = exclude.map { PathGlob($0) }
  }

  /// The rule that leaves the path out whatever its content; nil when none does.
  func rule(for change: FileChange, at path: RepositoryPath) -> String? {
    if change.oldKind == .submodule || change.newKind == .submodule { return "submodule" }
    if !include.isEmpty, !include.contains(where: { $0.matches(path.bytes) }) { return "not-included" }
    if let glob = exclude.first(where: { $0.matches(path.bytes) }) { return "job:\(glob.pattern)" }
    let name = path.foldedName
    if ExclusionNames.lockFiles.contains(name) { return "lock-file" }
    if path.foldedDirectories.contains(where: ExclusionNames.vendoredDirectories.contains) {
      return "vendored"
    }
    if PathFilter.isGeneratedName(name) { return "generated" }
    return nil
  }

  /// The rule that leaves the file out for what is in it; nil when none does.
  func rule(for patch: FilePatch) -> String? {
    if patch.isBinary { return "binary" }
    if patch.hunks.isEmpty { return "no-content-change" }
    if patch.bytes.count > PathFilter.patchByteLimit { return "too-large-file" }
    if patch.lines.contains(where: { $0.text.count > PathFilter.lineByteLimit }) { return "too-long-line" }
    if GeneratedMarker.stands(in: patch) { return "generated" }
    return nil
  }

  private static func isGeneratedName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return ExclusionNames.generatedEndings.contains(where: name.hasSuffix)
      || ExclusionNames.generatedInfixes.contains { ByteSearch.contains($0, in: bytes, 0..<bytes.count) }
  }
}
