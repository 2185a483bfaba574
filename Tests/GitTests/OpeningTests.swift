import Foundation
import Git
import Testing

struct OpeningTests {
  @Test func `the version of the library is known`() {
    #expect(LibGit2.version.split(separator: ".").count == 3)
  }

  @Test func `a folder of the work tree opens its repository`() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("base", [.file("deep/er/a", "1\n")])
    try scratch.git("reset", "-q", "--hard")
    #expect(try Repository(at: scratch.path + "/deep/er").directory == scratch.path)
    #expect(try Repository(at: scratch.path).directory == scratch.path)
  }

  @Test func `a bare repository is read like any other`() throws {
    let origin = try ScratchRepository()
    let base = try origin.commit("base", [.file("a", "1\n")])
    let head = try origin.commit("head", [.file("a", "2\n")])
    let bare = try ScratchRepository(cloning: origin, "--bare")
    #expect(try Repository(at: bare.path).directory == bare.path)
    #expect(try bare.rows(RangeRequest(base: base, head: "main")) == origin.numstat(base, head))
  }

  @Test func `a linked work tree has its own head and shares the objects`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file("a", "1\n")])
    let head = try scratch.commit("topic", on: "topic", parents: [base], [.file("a", "2\n")])
    let linked = scratch.beside("linked")
    try scratch.git("worktree", "add", "-q", linked, "topic")
    let repository = try Repository(at: linked)
    let range = try repository.resolve(RangeRequest(base: "main"))
    #expect(repository.directory == linked)
    #expect(range.head.hex == head && range.mergeBase.hex == base)
    #expect(try repository.changes(in: range).changes.count == 1)
    #expect(try repository.attribute("any", ofPath: [97]) == .unset)
  }

  @Test func `a linked work tree of a shallow clone knows its edge`() throws {
    let origin = try ScratchRepository()
    try origin.commit("base", [.file("a", "1\n")])
    try origin.commit("head", [.file("a", "2\n")])
    let clone = try ScratchRepository(cloning: origin, "--depth", "1")
    let linked = clone.beside("linked")
    try clone.git("worktree", "add", "-q", "--detach", linked)
    let error = #expect(throws: GitError.self) {
      try Repository(at: linked).resolve(RangeRequest(base: "HEAD^1"))
    }
    #expect(error?.rule == "missing-history")
  }

  @Test func `a folder without .git is no repository`() throws {
    let scratch = try ScratchRepository()
    try FileManager.default.removeItem(atPath: scratch.path + "/.git")
    for path in [scratch.path, scratch.path + "/absent"] {
      let error = #expect(throws: GitError.self) { try Repository(at: path) }
      #expect(error?.rule == "not-a-repository")
      #expect(error?.description.contains("--repo") == true)
    }
  }

  @Test func `SHA-256 is refused by name`() throws {
    let scratch = try ScratchRepository(["init", "-q", "--object-format=sha256"])
    let error = #expect(throws: GitError.self) { try Repository(at: scratch.path) }
    #expect(error?.rule == "sha256-repository")
    #expect(error?.description.contains("SHA-1 clone") == true)
  }

  @Test func `an unknown extension is refused by name`() throws {
    let scratch = try ScratchRepository()
    try scratch.git("config", "core.repositoryformatversion", "1")
    try scratch.git("config", "extensions.fromTheFuture", "true")
    let error = #expect(throws: GitError.self) { try Repository(at: scratch.path) }
    #expect(error?.rule == "unsupported-repository")
    #expect(error?.description.contains("fromthefuture") == true)
  }

  @Test func `another user's repository needs trust, and the error shows both ways`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file("sub/a", "1\n")])
    try scratch.git("reset", "-q", "--hard")
    do {
      try scratch.giveAway()
    } catch {
      print("skipped: only root can give a repository to another user")
      return
    }
    for path in [scratch.path, scratch.path + "/sub"] {
      let error = #expect(throws: GitError.self) { try Repository(at: path) }
      #expect(error?.rule == "foreign-owner")
      #expect(error?.description.contains("--trust-repo") == true)
      #expect(error?.command == "git config --global --add safe.directory " + scratch.path)
    }
    let trusted = try Repository(at: scratch.path, trusting: true)
    #expect(try trusted.resolve(RangeRequest(base: base, direct: true)).head.hex == base)
    #expect(try trusted.attribute("any", ofPath: [97]) == .unset)
    #expect(throws: GitError.self) { try Repository(at: scratch.path) }
  }
}

extension ScratchRepository {
  /// Makes another user the owner; throws unless the tests run as root.
  fileprivate func giveAway() throws {
    for path in [path, path + "/.git"] {
      try FileManager.default.setAttributes([.ownerAccountID: 54321], ofItemAtPath: path)
    }
  }
}
