import Git
import Testing

struct AttributeTests {
  private let restricted = "sluice-restricted"

  @Test func `values are those of the last rule that matches`() throws {
    let scratch = try ScratchRepository()
    let rules = """
      [attr]secret sluice-restricted
      *.key sluice-restricted
      docs/** -sluice-restricted
      *.gen linguist-generated=true
      vault/** secret
      """
    try scratch.commit(
      "base",
      [
        .file(".gitattributes", rules),
        .file("a/.gitattributes", "*.key !sluice-restricted\nb sluice-restricted=no\n"),
      ])
    let repository = try Repository(at: scratch.path)
    func value(_ path: String, _ name: String) throws -> AttributeValue {
      try repository.attribute(name, ofPath: Array(path.utf8))
    }
    #expect(try value("x.key", restricted) == .true)
    #expect(try value("deep/er/x.key", restricted) == .true)
    #expect(try value("docs/x.key", restricted) == .false)
    #expect(try value("a/x.key", restricted) == .unset)
    #expect(try value("a/b", restricted) == .string("no"))
    #expect(try value("x.gen", "linguist-generated") == .string("true"))
    #expect(try value("vault/x", restricted) == .true)
    #expect(try value("other", restricted) == .unset)
    #expect(try repository.attribute(restricted, ofPath: [0x66, 0xFC] + Array(".key".utf8)) == .true)
  }

  @Test func `the rules are those of the commit asked for, whatever is checked out`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit(
      "base", [.file(".gitattributes", "[attr]s sluice-restricted\nx s\n"), .file("x", "1\n")])
    let head = try scratch.commit(
      "head", [.file(".gitattributes", "x -sluice-restricted\n"), .file("x", "2\n")])
    try scratch.git("reset", "-q", "--hard")
    let repository = try Repository(at: scratch.path)
    let (old, new) = (ObjectID(hex: base), ObjectID(hex: head))
    for _ in 1...2 {
      #expect(try repository.attribute(restricted, ofPath: [120], in: old) == .true)
      #expect(try repository.attribute(restricted, ofPath: [120], in: new) == .false)
    }
    #expect(try repository.attribute(restricted, ofPath: [120], in: .emptyTree) == .unset)
  }

  @Test func `without a commit the head resolved last counts, before that HEAD`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file(".gitattributes", "x sluice-restricted=main\n")])
    try scratch.commit(
      "topic", on: "topic", parents: [base], [.file(".gitattributes", "x sluice-restricted=topic\n")])
    let repository = try Repository(at: scratch.path)
    #expect(try repository.attribute(restricted, ofPath: [120]) == .string("main"))
    _ = try repository.resolve(RangeRequest(base: "main", head: "topic"))
    #expect(try repository.attribute(restricted, ofPath: [120]) == .string("topic"))
  }
}
