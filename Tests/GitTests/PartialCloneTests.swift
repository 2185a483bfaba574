import Git
import Testing

struct PartialCloneTests {
  private func origin() throws -> (ScratchRepository, base: String, head: String) {
    let origin = try ScratchRepository()
    try origin.git("config", "uploadpack.allowFilter", "true")
    let lines = (1...30).map { "line \($0)\n" }.joined()
    let base = try origin.commit(
      "base", [.file("changed", "1\n"), .file("d/moved.txt", lines), .file("e/keep", "k\n")])
    let head = try origin.commit(
      "head",
      [.file("changed", "2\n"), .file("new", "n\n"), .remove("d/moved.txt"), .file("d/to", lines + "x\n")])
    return (origin, base, head)
  }

  @Test func `a missing blob fails its file alone, and the command that the error shows brings it`() throws {
    let (origin, base, head) = try origin()
    let clone = try ScratchRepository(cloning: origin, "--filter=blob:none")
    let repository = try Repository(at: clone.path)
    let list = try repository.changes(in: repository.resolve(RangeRequest(base: base, head: head)))
    #expect(list.changes.map(\.status) == [.modified, .deleted, .added, .added])
    #expect(list.notes.contains { $0.contains("could not be read") })

    let outcomes = list.changes.map { change in
      Result { () throws(GitError) in try repository.patch(for: change) }
    }
    let errors = outcomes.map { outcome -> GitError? in
      if case .failure(let error) = outcome { error } else { nil }
    }
    #expect(errors.map { $0?.rule } == ["missing-object", "missing-object", nil, nil])
    #expect(errors[0]?.description.contains(list.changes[0].oldID.hex) == true)

    try clone.shell(try #require(errors[0]?.command))
    #expect(try clone.rows(RangeRequest(base: base, head: head)) == origin.numstat(base, head))
  }

  @Test func `a missing tree is an error of the range, never an empty diff`() throws {
    let (origin, base, head) = try origin()
    let clone = try ScratchRepository(cloning: origin, "--filter=tree:0")
    let repository = try Repository(at: clone.path)
    let range = try repository.resolve(RangeRequest(base: base, head: head))
    let error = #expect(throws: GitError.self) { try repository.changes(in: range) }
    #expect(error?.rule == "missing-object")
    #expect(try error?.description.contains(origin.git("rev-parse", base + "^{tree}")) == true)

    try clone.shell(try #require(error?.command))
    #expect(try clone.rows(RangeRequest(base: base, head: head)) == origin.numstat(base, head))
  }

  @Test func `a missing subtree is named with its folder`() throws {
    let (scratch, base, head) = try origin()
    let folder = try scratch.git("rev-parse", base + ":d")
    try scratch.removeObject(folder)
    let repository = try Repository(at: scratch.path)
    let range = try repository.resolve(RangeRequest(base: base, head: head))
    let error = #expect(throws: GitError.self) { try repository.changes(in: range) }
    #expect(error?.description.contains(folder) == true && error?.description.contains("'d/'") == true)
  }

  @Test func `a missing file and missing rules are errors, never absent`() throws {
    let origin = try ScratchRepository()
    try origin.git("config", "uploadpack.allowFilter", "true")
    let base = try origin.commit(
      "base",
      [.file("REVIEW.md", "old\n"), .file("s/.gitattributes", "* sluice-restricted\n"), .file("s/x", "x")])
    try origin.commit("head", [.file("REVIEW.md", "new\n"), .remove("s/.gitattributes")])
    let clone = try ScratchRepository(cloning: origin, "--filter=blob:none")
    let repository = try Repository(at: clone.path)
    let id = ObjectID(hex: base)
    #expect(throws: GitError.self) { try repository.file(at: "REVIEW.md", in: id) }
    #expect(throws: GitError.self) {
      try repository.attribute("sluice-restricted", ofPath: Array("s/x".utf8), in: id)
    }
    #expect(try repository.file(at: "absent/REVIEW.md", in: id) == nil)
  }

  @Test func `a partial and sparse clone opens in spite of its extensions`() throws {
    let (origin, base, head) = try origin()
    let clone = try ScratchRepository(cloning: origin, "--filter=blob:none", "--sparse")
    try clone.git("config", "extensions.worktreeConfig", "true")
    try clone.git("config", "extensions.partialClone", "origin")
    try clone.git("config", "core.repositoryformatversion", "1")
    let repository = try Repository(at: clone.path)
    #expect(
      try repository.changes(in: repository.resolve(RangeRequest(base: base, head: head))).changes.count == 4)
  }
}
