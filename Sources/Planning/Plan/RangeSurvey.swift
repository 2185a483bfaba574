import Git
import Model

/// The planning of one range: chunk after chunk of its directories.
///
/// Confined to the task that plans, like the repository it holds.
final class RangeSurvey {
  /// Files that are in memory at once.
  static let window = 64

  let repository: Repository
  let range: PlannedRange
  let context: PlanContext
  private let reader: PatchReader
  private let changes: ChangeList

  init(_ range: PlannedRange, at index: Int, of planner: Planner) throws(GitError) {
    self.range = range
    let source = range.source
    repository = try Repository(at: source.repository, trusting: planner.trusting)
    changes = try repository.changes(in: range.resolved)
    reader = PatchReader(repository: source.repository, trusting: planner.trusting, width: Cores.count)
    let limit = PlanContext.promptLimit(planner.job, planner.contextTokens)
    let instructions = Instructions(
      categories: planner.job.review.categories,
      files: try RangeSurvey.instructionFiles(planner.job.review.instructions, of: range, in: repository),
      // A byte for each token of the prompt leaves guidance about a quarter of it.
      byteLimit: max(1024, limit))
    context = PlanContext(
      job: planner.job, range: index, title: range.resolved.title, instructions: instructions,
      contextTokens: planner.contextTokens)
  }

  /// From the base side: a change must not instruct its own reviewer.
  private static func instructionFiles(
    _ paths: [String], of range: PlannedRange, in repository: Repository
  ) throws(GitError) -> [Instructions.File] {
    guard range.resolved.mergeBase != .emptyTree else { return [] }
    var files: [Instructions.File] = []
    for path in paths {
      if let bytes = try repository.file(at: path, in: range.resolved.mergeBase) {
        files.append(Instructions.File(path: path, bytes: bytes))
      }
    }
    return files
  }

  /// Hands over at least one batch, also when nothing changed. The next window is read while one is worked on, so that
  /// no core waits for the slowest file of a window.
  func run(_ emit: (PlanBatch) async throws -> Void) async throws {
    let windows = DirectoryChunk.windows(of: changes.changes, atMost: RangeSurvey.window)
    let reader = reader
    var notes = changes.notes
    var patches = try await PatchWindow.read(windows.first ?? [], by: reader)
    for (index, window) in windows.enumerated() {
      try Task.checkCancellation()
      let following = index + 1 < windows.count ? windows[index + 1] : []
      async let next = PatchWindow.read(following, by: reader)
      var batch = try await plan(window, patches)
      batch.notes = notes
      notes = []
      try await emit(batch)
      patches = try await next
    }
    if windows.isEmpty { try await emit(PlanBatch(files: [], units: [], notes: notes)) }
  }

  private func plan(
    _ window: [DirectoryChunk], _ patches: [Result<FilePatch, GitError>]
  ) async throws -> PlanBatch {
    let known: [FileDraft.Known]
    do throws(GitError) {
      known = try window.flatMap(\.changes).map { change throws(GitError) in try self.known(change) }
    } catch {
      throw PlanError(error)
    }
    let context = context
    let drafts = try await Cores.map(Array(zip(known, patches))) { known, patch in
      FileDraft(known, patch, in: context)
    }
    let headed = RangeSurvey.headed(drafts, in: window, context)
    let finished = try await Cores.map(headed) { draft, shared, group in
      draft.finished(under: shared, group: group, in: context)
    }
    return PlanBatch(files: finished.map(\.0), units: finished.flatMap(\.1))
  }

  /// Each draft with the head that it shares with its chunk.
  private static func headed(
    _ drafts: [FileDraft], in window: [DirectoryChunk], _ context: PlanContext
  ) -> [(FileDraft, SharedHead, Digest)] {
    var headed: [(FileDraft, SharedHead, Digest)] = []
    var rest = drafts[...]
    for chunk in window {
      let own = rest.prefix(chunk.changes.count)
      rest = rest.dropFirst(own.count)
      let shared = SharedHead(
        title: context.title, directory: chunk.directory, siblings: own.filter(\.isOpen).map(\.path.name))
      let group = Digest(of: [context.instructions.text, shared.text])
      headed += own.map { ($0, shared, group) }
    }
    return headed
  }
}

/// The patches of a window's files, in their order.
private enum PatchWindow {
  static func read(
    _ window: [DirectoryChunk], by reader: PatchReader
  ) async throws -> [Result<FilePatch, GitError>] {
    do {
      return window.isEmpty ? [] : try await reader.patches(for: window.flatMap(\.changes))
    } catch let error as GitError {
      throw PlanError(error)
    }
  }
}
