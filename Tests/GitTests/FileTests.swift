import Git
import Testing

struct FileTests {
  @Test func `a file is read from the commit and nothing else is`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit(
      "base",
      [
        .file("REVIEW.md", "rules\r\n"), .link("link", to: "REVIEW.md"), .link("folder", to: "d"),
        .file("d/x", "x", mode: "100755"), .submodule("m", commit: String(repeating: "1", count: 40)),
        .file("empty", ""),
      ])
    try scratch.commit("head", [.file("REVIEW.md", "other\n")])
    let repository = try Repository(at: scratch.path)
    let id = ObjectID(hex: base)
    #expect(try repository.file(at: "REVIEW.md", in: id) == Array("rules\r\n".utf8))
    #expect(try repository.file(at: "d/x", in: id) == [120])
    #expect(try repository.file(at: "empty", in: id) == [])
    for path in [
      "link", "folder/x", "folder", "d", "m", "m/x", "absent", "absent/x", "REVIEW.md/x", "", "../x", "/d/x",
    ] {
      #expect(try repository.file(at: path, in: id) == nil, "\(path)")
    }
    #expect(try repository.file(at: "REVIEW.md", in: .emptyTree) == nil)
  }

  @Test func `an unknown commit is an error, not an absent file`() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("base", [.file("a", "1\n")])
    let repository = try Repository(at: scratch.path)
    #expect(throws: GitError.self) {
      try repository.file(at: "a", in: ObjectID(hex: String(repeating: "3", count: 40)))
    }
    #expect(throws: GitError.self) { try repository.file(at: "a", in: ObjectID(hex: "not an id")) }
  }
}
