import Git
import Testing

struct NatureTests {
  @Test(arguments: Nature.all)
  func `each file counts as git's numstat counts it`(_ nature: Nature) throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", nature.before())
    let head = try scratch.commit("head", nature.after())
    let expected = try scratch.numstat(base, head)
    #expect(!expected.isEmpty)
    #expect(try scratch.rows(RangeRequest(base: base, head: head)) == expected)
    #expect(
      try scratch.rows(RangeRequest(base: head, head: base, direct: true)) == scratch.numstat(head, base))
  }

  @Test func `a root commit counts against the empty tree`() throws {
    let scratch = try ScratchRepository()
    let root = try scratch.commit("root", [.file("a", "1\n2\n"), .file("d/b", "3\n")])
    let expected = try scratch.numstat(ObjectID.emptyTree.hex, root)
    #expect(try scratch.rows(RangeRequest(base: ObjectID.emptyTree.hex, head: root)) == expected)
    #expect(try scratch.rows(RangeRequest(base: "4b825dc", head: root)) == expected)
    #expect(try scratch.rows(RangeRequest(base: "HEAD^1")) == expected)
    #expect(expected.map(\.added) == [2, 1])
  }

  @Test func `a range with merges counts from the merge base`() throws {
    let scratch = try ScratchRepository()
    let fork = try scratch.commit("fork", [.file("a", "1\n"), .file("b", "1\n")])
    let main = try scratch.commit("main", [.file("a", "1\n2\n")])
    let topic = try scratch.commit("topic", on: "topic", parents: [fork], [.file("b", "1\n2\n3\n")])
    let merge = try scratch.commit(
      "merge", on: "topic", parents: [topic, main], [.file("a", "1\n2\n"), .file("c", "c\n")])
    let head = try scratch.commit("after", on: "topic", [.file("b", "0\n")])
    #expect(try scratch.rows(RangeRequest(base: "main", head: "topic")) == scratch.numstat(main, head))
    #expect(try scratch.rows(RangeRequest(base: "topic~1^1", head: merge)) == scratch.numstat(topic, merge))
    #expect(try scratch.rows(RangeRequest(base: main, head: topic)) == scratch.numstat(fork, topic))
  }

  @Test func `unrelated histories are compared directly, and a note says so`() throws {
    let scratch = try ScratchRepository()
    let one = try scratch.commit("one", [.file("a", "1\n"), .file("b", "1\n")])
    let two = try scratch.commit("two", on: "other", parents: [], [.file("a", "2\n")])
    let range = try Repository(at: scratch.path).resolve(RangeRequest(base: one, head: two))
    #expect(range.direct && range.mergeBase == range.base)
    #expect(range.notes.contains { $0.contains("unrelated") })
    #expect(try scratch.rows(RangeRequest(base: one, head: two)) == scratch.numstat(one, two))
  }

  @Test func `an empty diff is proven by equal trees`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file("a", "1\n")])
    let head = try scratch.commit("nothing")
    let repository = try Repository(at: scratch.path)
    let list = try repository.changes(in: repository.resolve(RangeRequest(base: base, head: head)))
    #expect(list.changes.isEmpty && list.notes.isEmpty)
    #expect(try scratch.numstat(base, head).isEmpty)
  }

  @Test func `trees that differ in permission bits only are empty with a note`() throws {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", [.file("a", "1\n")])
    let blob = try scratch.git("rev-parse", base + ":a")
    let digits = stride(from: 0, to: 40, by: 2).compactMap { offset in
      UInt8(blob.dropFirst(offset).prefix(2), radix: 16)
    }
    let tree = try scratch.git(
      "hash-object", "-t", "tree", "-w", "--stdin", "--literally", input: Array("100664 a\0".utf8) + digits)
    let head = try scratch.git("commit-tree", tree, "-p", base, "-m", "head")
    let repository = try Repository(at: scratch.path)
    let list = try repository.changes(in: repository.resolve(RangeRequest(base: base, head: head)))
    #expect(list.changes.isEmpty)
    #expect(list.notes.contains { $0.contains("permission bits") })
    #expect(try scratch.numstat(base, head).isEmpty)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `random edits count as git counts them, and rebuild the new file`(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let scratch = try ScratchRepository()
    let names = (0..<12).map { "d\($0 % 3)/file\($0).txt" }
    let before = names.map { _ in
      (0..<Int.random(in: 0...150, using: &generator)).map { _ in word(&generator) }
    }
    let after = before.map { mutated($0, &generator) }
    func edits(_ files: [[String]]) -> [ScratchRepository.Edit] {
      zip(names, files).map { .file($0, $1.map { $0 + "\n" }.joined()) }
    }
    let base = try scratch.commit("base", edits(before))
    let head = try scratch.commit("head", edits(after))
    #expect(try scratch.rows(RangeRequest(base: base, head: head)) == scratch.numstat(base, head))

    let repository = try Repository(at: scratch.path)
    for change in try repository.changes(in: repository.resolve(RangeRequest(base: base, head: head))).changes
    {
      let patch = try repository.patch(for: change)
      let index = try #require(names.firstIndex { Array($0.utf8) == change.newPath })
      #expect(patch.applied(to: before[index]) == after[index])
      #expect(patch.content == Array(after[index].map { $0 + "\n" }.joined().utf8))
    }
  }

  private func word(_ generator: inout SeededGenerator) -> String {
    // Few different lines, so that the diff has choices.
    ["", "{", "}", "  return", "let a = \(Int.random(in: 0...9, using: &generator))"].randomElement(
      using: &generator)
      ?? ""
  }

  private func mutated(_ lines: [String], _ generator: inout SeededGenerator) -> [String] {
    var lines = lines
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let place = Int.random(in: 0...lines.count, using: &generator)
      switch Int.random(in: 0...2, using: &generator) {
      case 0: lines.insert(word(&generator), at: place)
      case 1 where place < lines.count: lines.remove(at: place)
      default: if place < lines.count { lines[place] = word(&generator) }
      }
    }
    return lines
  }
}

extension FilePatch {
  fileprivate func applied(to old: [String]) -> [String] {
    var result: [String] = []
    var next = 0
    for hunk in hunks {
      // A hunk without old lines stands after its start, any other one at it.
      let start = hunk.oldLines == 0 ? hunk.oldStart : hunk.oldStart - 1
      result += old[next..<start]
      next = start + hunk.oldLines
      for line in lines[hunk.lines] where line.kind != .removed {
        result.append(String(decoding: bytes[line.text], as: UTF8.self))
      }
    }
    return result + old[next...]
  }
}
