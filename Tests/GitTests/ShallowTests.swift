import Git
import Testing

struct ShallowTests {
  /// main: c1 c2 c3 c4 c5; topic: f1 f2 on top of c3.
  private func origin() throws -> (ScratchRepository, main: [String], topic: [String]) {
    let origin = try ScratchRepository()
    let main = try (1...5).map {
      try origin.commit("c\($0)", [.file("m\($0)", "m\n"), .file("a", "\($0)\n")])
    }
    let first = try origin.commit("f1", on: "topic", parents: [main[2]], [.file("t", "1\n")])
    let second = try origin.commit("f2", on: "topic", [.file("t", "2\n")])
    return (origin, main, [first, second])
  }

  @Test func `at depth 1 the parent is missing, and the command that the error shows fetches it`() throws {
    let (origin, main, _) = try origin()
    let clone = try ScratchRepository(cloning: origin, "--depth", "1")
    let error = #expect(throws: GitError.self) {
      try Repository(at: clone.path).resolve(RangeRequest(base: "HEAD^1"))
    }
    #expect(error?.rule == "missing-history")
    #expect(error?.description.contains("fetch-depth") == true)
    try clone.shell(try #require(error?.command))
    #expect(try clone.rows(RangeRequest(base: "HEAD^1")) == origin.numstat(main[3], main[4]))
  }

  @Test func `at depth 2 the last commit is reviewed against its parent`() throws {
    let (origin, main, _) = try origin()
    let clone = try ScratchRepository(cloning: origin, "--depth", "2")
    let repository = try Repository(at: clone.path)
    let range = try repository.resolve(RangeRequest(base: "HEAD^1"))
    #expect(range.mergeBase.hex == main[3] && range.notes.isEmpty)
    #expect(try repository.commits(of: range).map(\.head.hex) == [main[4]])
    #expect(try clone.rows(RangeRequest(base: "HEAD^1")) == origin.numstat(main[3], main[4]))
  }

  @Test func `at depth 3 the merge base is found in the history that is there`() throws {
    let (origin, main, topic) = try origin()
    let clone = try ScratchRepository(cloning: origin, "--depth", "3", "--no-single-branch")
    let repository = try Repository(at: clone.path)
    let range = try repository.resolve(RangeRequest(base: "origin/main", head: "origin/topic"))
    #expect(range.mergeBase.hex == main[2])
    #expect(try range.mergeBase.hex == clone.git("merge-base", "origin/main", "origin/topic"))
    #expect(try repository.commits(of: range).map(\.head.hex) == topic)
  }

  @Test(arguments: [1, 2])
  func `a merge base beyond the edge is an error whose command fetches it`(depth: Int) throws {
    let (origin, main, topic) = try origin()
    let clone = try ScratchRepository(cloning: origin, "--depth", "\(depth)", "--branch", "topic")
    try clone.git("fetch", "-q", "--depth", "\(depth)", "origin", "+refs/heads/main:refs/remotes/origin/main")
    let request = RangeRequest(base: "origin/main")
    let error = #expect(throws: GitError.self) { try Repository(at: clone.path).resolve(request) }
    #expect(error?.rule == "missing-history")
    try clone.shell(try #require(error?.command))
    let range = try Repository(at: clone.path).resolve(request)
    #expect(range.mergeBase.hex == main[2] && range.head.hex == topic[1])
  }

  @Test func `direct needs no history`() throws {
    let (origin, main, topic) = try origin()
    let clone = try ScratchRepository(cloning: origin, "--depth", "1", "--no-single-branch")
    let request = RangeRequest(base: "origin/main", head: "origin/topic", direct: true)
    #expect(try clone.rows(request) == origin.numstat(main[4], topic[1]))
  }

  @Test func `a cut history that could hide a later merge base is noted`() throws {
    let origin = try ScratchRepository()
    let old = try origin.commit("old", [.file("a", "1\n")])
    let late = try origin.commit("late", [.file("a", "2\n")])
    try origin.commit("main", [.file("a", "3\n")])
    // Topic reaches `old` directly and `late` through a parent that the depth cuts off.
    let deep = try origin.commit("deep", on: "topic", parents: [late], [.file("t", "1\n")])
    let deeper = try origin.commit("deeper", on: "topic", parents: [deep], [.file("t", "2\n")])
    let head = try origin.commit("merge", on: "topic", parents: [deeper, old], [.file("t", "3\n")])
    let clone = try ScratchRepository(cloning: origin, "--depth", "2", "--branch", "topic")
    try clone.git("fetch", "-q", "origin", "+refs/heads/main:refs/remotes/origin/main")
    let range = try Repository(at: clone.path).resolve(RangeRequest(base: "origin/main"))
    #expect(range.head.hex == head && range.mergeBase.hex == old)
    #expect(try range.mergeBase.hex == clone.git("merge-base", "origin/main", "HEAD"))
    #expect(range.notes.contains { $0.contains("a fuller clone may have a later one") })
  }

  @Test func `a commit whose parent is cut off cannot be reviewed alone`() throws {
    let (origin, _, _) = try origin()
    let clone = try ScratchRepository(cloning: origin, "--depth", "2")
    let repository = try Repository(at: clone.path)
    let range = try repository.resolve(RangeRequest(base: ObjectID.emptyTree.hex))
    let error = #expect(throws: GitError.self) { try repository.commits(of: range) }
    #expect(error?.rule == "missing-history")
  }
}
