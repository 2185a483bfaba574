import Git
import Testing

struct CommitTests {
  @Test func `each commit that is no merge is a range against its first parent, oldest first`() throws {
    let scratch = try ScratchRepository()
    let root = try scratch.commit("root\n\nbody", [.file("a", "1\n")])
    let one = try scratch.commit("one: a subject\n over two lines\n\nbody", [.file("a", "2\n")])
    let side = try scratch.commit("side", on: "side", parents: [root], [.file("b", "1\n")])
    let merge = try scratch.commit("merge", parents: [one, side], [.file("b", "1\n")])
    let last = try scratch.commit("last", [.file("c", "1\n")])
    let repository = try Repository(at: scratch.path)
    let range = try repository.resolve(RangeRequest(base: root))
    let ranges = try repository.commits(of: range)
    #expect(ranges.map(\.head.hex) == [one, side, last])
    #expect(ranges.map(\.mergeBase.hex) == [root, root, merge])
    #expect(ranges.map(\.title) == ["one: a subject over two lines", "side", "last"])
    #expect(ranges[0].notes.contains { $0.contains("Merge commits left out") && $0.contains(": 1.") })

    let expected = try scratch.git("rev-list", "--reverse", "--date-order", "--no-merges", root + ".." + last)
    #expect(ranges.map(\.head.hex) == expected.split(separator: "\n").map(String.init))
  }

  @Test func `a root commit is compared with the empty tree`() throws {
    let scratch = try ScratchRepository()
    let root = try scratch.commit("root", [.file("a", "1\n")])
    let next = try scratch.commit("next", [.file("a", "2\n")])
    let repository = try Repository(at: scratch.path)
    let range = try repository.resolve(RangeRequest(base: ObjectID.emptyTree.hex))
    let ranges = try repository.commits(of: range)
    #expect(ranges.map(\.head.hex) == [root, next])
    #expect(ranges.map(\.base) == [.emptyTree, ObjectID(hex: root)])
    #expect(try repository.changes(in: ranges[0]).changes.map(\.status) == [.added])
  }

  @Test func `a subject that is not UTF-8 is repaired`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file("a", "1\n")])
    let tree = try scratch.git("rev-parse", base + "^{tree}")
    let header =
      "tree \(tree)\nparent \(base)\nauthor A <a@b> 1700000000 +0000\ncommitter A <a@b> 1700000000 +0000\n\n"
    let head = try scratch.git(
      "hash-object", "-t", "commit", "-w", "--stdin", input: Array(header.utf8) + [0x66, 0xFC, 0x72, 10])
    let repository = try Repository(at: scratch.path)
    let range = try repository.resolve(RangeRequest(base: base, head: head))
    #expect(try repository.commits(of: range).map(\.title) == ["f\u{FFFD}r"])
  }
}
