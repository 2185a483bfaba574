import Testing

@testable import Git

struct RangeTests {
  @Test func `an annotated tag means its commit`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file("a", "1\n")])
    let head = try scratch.commit("head", [.file("a", "2\n")])
    try scratch.git("tag", "-a", "-m", "release", "v1", base)
    let range = try Repository(at: scratch.path).resolve(RangeRequest(base: "v1"))
    #expect(range.base.hex == base && range.head.hex == head && range.mergeBase.hex == base)
    #expect(range.notes.isEmpty && !range.direct)
  }

  @Test func `direct compares the trees themselves`() throws {
    let scratch = try ScratchRepository()
    let fork = try scratch.commit("fork", [.file("a", "1\n")])
    let main = try scratch.commit("main", [.file("a", "2\n")])
    let topic = try scratch.commit("topic", on: "topic", parents: [fork], [.file("b", "1\n")])
    let repository = try Repository(at: scratch.path)
    let direct = try repository.resolve(RangeRequest(base: "main", head: "topic", direct: true))
    #expect(direct.mergeBase.hex == main && direct.direct)
    let usual = try repository.resolve(RangeRequest(base: "main", head: "topic"))
    #expect(usual.mergeBase.hex == fork && usual.base.hex == main && usual.head.hex == topic)
  }

  @Test func `without a base the upstream counts, and a note names it`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file("a", "1\n")])
    try scratch.git("update-ref", "refs/remotes/origin/main", base)
    try scratch.git("config", "remote.origin.url", "https://example.org/a.git")
    try scratch.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    try scratch.git("config", "branch.main.remote", "origin")
    try scratch.git("config", "branch.main.merge", "refs/heads/main")
    try scratch.commit("head", [.file("a", "2\n")])
    for head in ["HEAD", "main"] {
      let range = try Repository(at: scratch.path).resolve(RangeRequest(base: nil, head: head))
      #expect(range.base.hex == base)
      #expect(range.notes.contains { $0.contains("origin/main") })
    }
  }

  @Test(arguments: [false, true])
  func `without a base and without an upstream the error names --base`(isDetached: Bool) throws {
    let scratch = try ScratchRepository()
    let head = try scratch.commit("head", [.file("a", "1\n")])
    if isDetached { try scratch.git("checkout", "-q", "--detach", head) }
    let error = #expect(throws: GitError.self) {
      try Repository(at: scratch.path).resolve(RangeRequest(base: nil))
    }
    #expect(error?.rule == "no-base")
    #expect(error?.description.contains("--base") == true)
  }

  @Test func `a detached head is reviewed like any other`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file("a", "1\n")])
    let head = try scratch.commit("head", [.file("a", "2\n")])
    try scratch.git("checkout", "-q", "--detach", head)
    #expect(try scratch.rows(RangeRequest(base: "HEAD^1")) == scratch.numstat(base, head))
  }

  @Test func `of several merge bases the latest counts, and a note says so`() throws {
    let scratch = try ScratchRepository()
    let root = try scratch.commit("root", [.file("a", "1\n")])
    let one = try scratch.commit("one", on: "one", parents: [root], [.file("b", "1\n")])
    let two = try scratch.commit("two", on: "two", parents: [root], [.file("c", "1\n")])
    try scratch.commit("cross one", on: "one", parents: [one, two], [.file("c", "1\n"), .file("d", "1\n")])
    try scratch.commit("cross two", on: "two", parents: [two, one], [.file("b", "1\n"), .file("e", "1\n")])
    let range = try Repository(at: scratch.path).resolve(RangeRequest(base: "one", head: "two"))
    #expect(try range.mergeBase.hex == scratch.git("merge-base", "one", "two"))
    #expect(range.notes.contains { $0.contains("2 merge bases") })
  }

  @Test(arguments: [
    ("nowhere", "fetch origin +refs/heads/nowhere:refs/remotes/origin/nowhere` and name it origin/nowhere"),
    ("origin/a b", "log --oneline"),
    ("origin/no/where", "+refs/heads/no/where:refs/remotes/origin/no/where`."),
    ("", "log --oneline"), ("main..HEAD", "--base REV and --head REV"), ("HEAD~7", "log --oneline"),
    ("HEAD@{9}", "log --oneline"), ("0123456", "fetch origin"),
    ("0123456789012345678901234567890123456789", "fetch origin 0123456789012345678901234567890123456789`"),
  ])
  func `an unknown revision is refused with a way on`(name: String, mend: String) throws {
    let scratch = try ScratchRepository()
    try scratch.commit("base", [.file("a", "1\n")])
    try scratch.git("config", "remote.origin.url", "https://example.org/a.git")
    let error = #expect(throws: GitError.self) {
      try Repository(at: scratch.path).resolve(RangeRequest(base: name))
    }
    #expect(error?.rule == "unknown-revision")
    #expect(error?.description.contains(mend) == true)
  }

  @Test func `an unknown remote branch is fetched with the command that the error shows`() throws {
    let origin = try ScratchRepository()
    let base = try origin.commit("base", [.file("a", "1\n")])
    try origin.commit("topic", on: "topic", parents: [base], [.file("a", "2\n")])
    let clone = try ScratchRepository(cloning: origin, "--single-branch", "--branch", "topic")
    let error = #expect(throws: GitError.self) {
      try Repository(at: clone.path).resolve(RangeRequest(base: "origin/main"))
    }
    try clone.shell(try #require(error?.command))
    let range = try Repository(at: clone.path).resolve(RangeRequest(base: "origin/main"))
    #expect(range.mergeBase.hex == base)
  }

  @Test func `a tree or a blob is no commit`() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("base", [.file("a", "1\n")])
    let error = #expect(throws: GitError.self) {
      try Repository(at: scratch.path).resolve(RangeRequest(base: "HEAD^{tree}"))
    }
    #expect(error?.rule == "not-a-commit")
  }

  @Test func `a repository without commits says so`() throws {
    let scratch = try ScratchRepository()
    let error = #expect(throws: GitError.self) {
      try Repository(at: scratch.path).resolve(RangeRequest(base: "main"))
    }
    #expect(error?.rule == "no-commits")
  }

  @Test func `a missing commit is no proof of unrelated histories`() throws {
    let scratch = try ScratchRepository()
    let root = try scratch.commit("root", [.file("a", "1\n")])
    let one = try scratch.commit("one", [.file("a", "2\n")])
    let two = try scratch.commit("two", on: "two", parents: [root], [.file("a", "3\n")])
    try scratch.removeObject(root)
    let error = #expect(throws: GitError.self) {
      try Repository(at: scratch.path).resolve(RangeRequest(base: one, head: two))
    }
    #expect(error?.rule == "missing-history")
  }

  @Test func `the git program finds merge bases too, and nil where there is none`() throws {
    let scratch = try ScratchRepository()
    let root = try scratch.commit("root", [.file("a", "1\n")])
    let one = try scratch.commit("one", [.file("a", "2\n")])
    let other = try scratch.commit("other", on: "other", parents: [], [.file("a", "3\n")])
    func ask(_ first: String, _ second: String, trusting: Bool = false) -> ObjectID? {
      GitProgram.mergeBase(
        of: ObjectID(hex: first), and: ObjectID(hex: second), in: scratch.path, trusting: trusting)
    }
    #expect(ask(root, one)?.hex == root)
    #expect(ask(one, root, trusting: true)?.hex == root)
    #expect(ask(one, other) == nil)
  }
}
