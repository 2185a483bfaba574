import Git
import Testing

struct DamageTests {
  private func scratch() throws -> (ScratchRepository, ResolvedRange, (String) throws -> String) {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file("a", "1\n"), .file("b", "one\n"), .file("d/c", "I\n")])
    let head = try scratch.commit("head", [.file("a", "2\n"), .file("b", "2\n"), .file("d/c", "2\n")])
    let range = try Repository(at: scratch.path).resolve(RangeRequest(base: base, head: head))
    return (scratch, range, { try scratch.git("rev-parse", base + $0) })
  }

  @Test func `a damaged blob fails its file alone`() throws {
    let (scratch, range, id) = try scratch()
    try scratch.damageObject(id(":a"))
    let repository = try Repository(at: scratch.path)
    let changes = try repository.changes(in: range).changes
    let error = #expect(throws: GitError.self) { try repository.patch(for: changes[0]) }
    #expect(error?.rule == "corrupt-object")
    #expect(error?.description.contains("fsck") == true && error?.description.contains("'a'") == true)
    #expect(try repository.patch(for: changes[1]).added == 1)
  }

  @Test func `an object that is another than its name says is damaged`() throws {
    let (scratch, range, id) = try scratch()
    try scratch.exchangeObject(id(":a"), with: id(":d"))
    let repository = try Repository(at: scratch.path)
    let changes = try repository.changes(in: range).changes
    #expect(throws: GitError.self) { try repository.patch(for: changes[0]) }
  }

  @Test(arguments: ["^{tree}", ":d"])
  func `a damaged tree is an error of the range`(expression: String) throws {
    let (scratch, range, id) = try scratch()
    try scratch.damageObject(id(expression))
    let error = #expect(throws: GitError.self) { try Repository(at: scratch.path).changes(in: range) }
    #expect(error?.rule == "corrupt-object")
  }

  @Test func `a missing blob of a full clone is told from one of a partial clone`() throws {
    let (scratch, range, id) = try scratch()
    try scratch.removeObject(id(":a"))
    let repository = try Repository(at: scratch.path)
    let changes = try repository.changes(in: range).changes
    let error = #expect(throws: GitError.self) { try repository.patch(for: changes[0]) }
    #expect(error?.rule == "missing-object")
    #expect(try error?.description.contains("fsck") == true && error?.description.contains(id(":a")) == true)
  }

  @Test func `a damaged commit is an error`() throws {
    let (scratch, range, _) = try scratch()
    try scratch.damageObject(range.base.hex)
    let error = #expect(throws: GitError.self) {
      try Repository(at: scratch.path).resolve(RangeRequest(base: range.base.hex, head: range.head.hex))
    }
    #expect(error?.rule == "corrupt-object")
  }
}
