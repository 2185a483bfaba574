import Git
import Testing

struct PatchReaderTests {
  private func scratch(files: Int) throws -> (ScratchRepository, [FileChange]) {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", (0..<files).map { .file("f\($0)", "\($0)\n") })
    let head = try scratch.commit("head", (0..<files).map { .file("f\($0)", "\($0)\nmore\n") })
    let repository = try Repository(at: scratch.path)
    return (
      scratch, try repository.changes(in: repository.resolve(RangeRequest(base: base, head: head))).changes
    )
  }

  @Test(arguments: [1, 2, 4], [0, 1, 5, 90])
  func `results come in the order of the changes, whatever the width`(width: Int, files: Int) async throws {
    let (scratch, changes) = try scratch(files: files)
    let reader = PatchReader(repository: scratch.path, trusting: false, width: width)
    for _ in 1...2 {
      let patches = try await reader.patches(for: changes).map { try $0.get() }
      #expect(patches.map(\.change) == changes)
      #expect(patches.allSatisfy { $0.added == 1 && $0.removed == 0 })
    }
  }

  @Test func `one missing blob fails one result`() async throws {
    let (scratch, changes) = try scratch(files: 12)
    try scratch.removeObject(changes[7].newID.hex)
    let results = try await PatchReader(repository: scratch.path, trusting: false).patches(for: changes)
    let failed = results.indices.filter { if case .failure = results[$0] { true } else { false } }
    #expect(failed == [7] && results.count == 12)
  }

  @Test func `a repository that does not open is one error`() async throws {
    let (scratch, changes) = try scratch(files: 3)
    let reader = PatchReader(repository: scratch.beside("absent"), trusting: false)
    await #expect(throws: GitError.self) { try await reader.patches(for: changes) }
  }
}
