import Testing

@testable import Git

struct RenameTests {
  @Test func `beyond the limit a note says so, and the counts are still git's`() throws {
    let scratch = try ScratchRepository()
    let count = RenameDetector.limit + 1
    func text(_ number: Int, _ end: String) -> String {
      (1...6).map { "\(number) of \($0)\n" }.joined() + end
    }
    let base = try scratch.commit("base", (0..<count).map { .file("old/\($0)a", text($0, "old\n")) })
    let edits = (0..<count).flatMap { number -> [ScratchRepository.Edit] in
      [.remove("old/\(number)a"), .file("new/\(number)b", text(number, "new\n"))]
    }
    let head = try scratch.commit("head", edits)
    let repository = try Repository(at: scratch.path)
    let list = try repository.changes(in: repository.resolve(RangeRequest(base: base, head: head)))
    #expect(list.changes.count == 2 * count)
    #expect(list.notes.contains { $0.contains("limit of 1000 x 1000") })
    #expect(try scratch.rows(RangeRequest(base: base, head: head)) == scratch.numstat(base, head))
  }

  @Test func `files beyond the size limit are paired by identity only, and a note says so`() {
    let changes = ["a", "b"].enumerated().map { index, name in
      FileChange(
        status: index == 0 ? .deleted : .added, oldPath: Array(name.utf8), newPath: Array(name.utf8),
        oldID: index == 0 ? ObjectID(hex: name) : .none, newID: index == 0 ? .none : ObjectID(hex: name),
        oldKind: index == 0 ? .file : .none, newKind: index == 0 ? .none : .file)
    }
    var read = 0
    let reader = RenameDetector.Reader(
      size: { _ in RenameDetector.largestFile + 1 },
      content: { _ in
        read += 1
        return []
      })
    let list = RenameDetector.detect(in: changes, reading: reader)
    #expect(list.changes == changes && read == 0)
    #expect(list.notes.contains { $0.contains("larger than 32 MiB") })
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `random moves and edits are paired as git pairs them`(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let scratch = try ScratchRepository()
    let names = (0..<24).map {
      "d\($0 % 4)/" + (Bool.random(using: &generator) ? "index.txt\($0 % 3)" : "f\($0)")
    }
    var files: [String: [String]] = [:]
    for name in names {
      // Pieces that files share, so that there is more than one likely origin.
      files[name] = (0..<Int.random(in: 2...40, using: &generator)).map { _ in
        "line \(Int.random(in: 0...60, using: &generator)) of some length"
      }
    }
    let before = files.keys.sorted()
    let base = try scratch.commit(
      "base", before.map { .file($0, (files[$0] ?? []).map { $0 + "\n" }.joined()) })
    var edits: [ScratchRepository.Edit] = []
    for (index, name) in before.enumerated() where index % 3 != 0 {
      var lines = files[name] ?? []
      for _ in 0..<Int.random(in: 0...(lines.count / 2), using: &generator) {
        lines[Int.random(in: 0..<lines.count, using: &generator)] = "changed \(generator.next() % 50)"
      }
      edits.append(.remove(name))
      let place =
        Bool.random(using: &generator) ? "new/" + (name.split(separator: "/").last ?? "") : "moved/\(index)"
      edits.append(.file(place, lines.map { $0 + "\n" }.joined()))
    }
    let head = try scratch.commit("head", edits)
    #expect(try scratch.rows(RangeRequest(base: base, head: head)) == scratch.numstat(base, head))
  }
}
