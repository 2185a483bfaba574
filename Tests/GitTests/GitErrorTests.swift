import Git
import Testing

struct GitErrorTests {
  @Test(arguments: [
    (GitError.notARepository(path: "/a b"), "--repo DIR"),
    (.foreignOwner(path: "/a b"), "git config --global --add safe.directory '/a b'"),
    (.sha256Repository(path: "/r"), "SHA-1 clone"),
    (.unsupportedRepository(path: "/r", reason: "extension x"), "fresh clone"),
    (.noCommits(repository: "/r"), "--head REV"),
    (.unknownRevision("x", repository: "/r", mend: "Do this."), "Do this."),
    (.notACommit("x", repository: "/r"), "Name a branch"),
    (.noBase(head: "HEAD", repository: "/r"), "--base REV"),
    (.missingHistory(what: "X", repository: "/r", command: "git fetch"), "`git fetch`"),
    (.missingObject(.emptyTree, what: "tree", repository: "/r", mend: "Do this."), "Do this."),
    (.corrupt(what: "X", repository: "/r's", reason: "bad"), "`git -C '/r'\\''s' fsck --full`"),
    (.unreadable(what: "X", repository: "/r", reason: "bad"), "permissions"),
    (.unprovenEmptyDiff(base: .none, head: .emptyTree, repository: "/r"), "`git -C /r diff --raw"),
  ])
  func `every refusal names the mend`(error: GitError, mend: String) {
    #expect(error.description.contains(mend))
    #expect(error.description.hasSuffix("."))
    #expect(!error.rule.isEmpty)
  }

  @Test func `names from outside cannot send escapes to a terminal`() {
    let error = GitError.notACommit("\u{1b}[31mred\n", repository: "/r")
    #expect(!error.description.unicodeScalars.contains("\u{1b}"))
    #expect(!error.description.contains("\n"))
  }
}
