import Git
import Testing

struct PatchTextTests {
  /// The single change of a range, and its patch.
  private func patch(
    _ before: [ScratchRepository.Edit], _ after: [ScratchRepository.Edit], checkout: Bool = false
  ) throws -> (FilePatch, git: [UInt8]) {
    let scratch = try ScratchRepository()
    let base = try scratch.commit("base", before)
    let head = try scratch.commit("head", after)
    if checkout { try scratch.git("reset", "-q", "--hard") }
    let repository = try Repository(at: scratch.path)
    let changes = try repository.changes(in: repository.resolve(RangeRequest(base: base, head: head))).changes
    #expect(changes.count == 1)
    let output = try scratch.bytes(["diff", "-M", base, head])
    return (try repository.patch(for: try #require(changes.first)), output)
  }

  @Test(arguments: [
    ("line\n", "line\nmore\n"), ("a\r\nb\r\n", "a\r\nc\r\n"), ("x\ny", "x\ny\n"), ("x\ny\n", "x\nz"),
    ("x\ny", "w\ny"), ("", "new\n"), ("old\nlines\n", ""), ("\t\u{b}\n\n\n", "\t\u{b}\n\n"),
    ("a\rb\n", "a\rc\n"),
  ])
  func `the lines are those of git diff, byte for byte`(before: String, after: String) throws {
    let (patch, git) = try patch([.file("a.txt", before)], [.file("a.txt", after)])
    let lines = git.split(separator: 10, omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.starts(with: Array("@@".utf8)) })
    #expect(patch.unified == Array(lines[first...].joined(separator: [10])))
  }

  @Test func `bytes that are not UTF-8 and carriage returns stay`() throws {
    let (patch, _) = try patch(
      [.file("a", "x\n")], [.write([97], [0xFF, 0xC3, 0x28, 13, 10], mode: "100644")])
    let added = try #require(patch.lines.first { $0.kind == .added })
    #expect(Array(patch.bytes[added.text]) == [0xFF, 0xC3, 0x28, 13])
    #expect(patch.content == [0xFF, 0xC3, 0x28, 13, 10])
  }

  @Test func `line numbers are those of each side, and zero where the line is not`() throws {
    let (patch, _) = try patch([.file("a", "1\n2\n3\n")], [.file("a", "1\ntwo\n3\n4")])
    #expect(patch.lines.map(\.kind) == [.context, .removed, .added, .context, .added])
    #expect(patch.lines.map(\.oldNumber) == [1, 2, 0, 3, 0])
    #expect(patch.lines.map(\.newNumber) == [1, 0, 2, 3, 4])
    #expect(patch.lines.map(\.lacksNewline) == [false, false, false, false, true])
  }

  @Test func `a binary file has no lines and no content`() throws {
    let (patch, _) = try patch([.file("a", "x\n")], [.file("a", "x\0\n")])
    #expect(patch.isBinary && patch.lines.isEmpty && patch.hunks.isEmpty && patch.content.isEmpty)
    #expect(patch.added == 0 && patch.removed == 0)
  }

  @Test func `a mode change has no hunks and keeps its content`() throws {
    let (patch, _) = try patch([.file("a", "x\n")], [.file("a", "x\n", mode: "100755")])
    #expect(patch.change.status == .modeChanged)
    #expect(patch.change.oldKind == .file && patch.change.newKind == .executable)
    #expect(patch.hunks.isEmpty && patch.content == Array("x\n".utf8))
  }

  @Test func `a pure rename keeps both paths and has no hunks`() throws {
    let (patch, _) = try patch([.file("a", "x\ny\n")], [.remove("a"), .file("b/c", "x\ny\n")])
    #expect(patch.change.status == .renamed)
    #expect(patch.change.oldPath == Array("a".utf8) && patch.change.newPath == Array("b/c".utf8))
    #expect(patch.hunks.isEmpty && patch.content == Array("x\ny\n".utf8))
  }

  @Test func `a link is its target and a submodule its commit`() throws {
    let (link, _) = try patch([.link("l", to: "here")], [.link("l", to: "there")])
    #expect(link.change.newKind == .symlink && link.content == Array("there".utf8))
    #expect(!link.lines.contains { !$0.lacksNewline })

    let ids = ["1", "2"].map { String(repeating: $0, count: 40) }
    let (module, _) = try patch([.submodule("m", commit: ids[0])], [.submodule("m", commit: ids[1])])
    let texts = module.lines.map { String(decoding: module.bytes[$0.text], as: UTF8.self) }
    #expect(texts == ids.map { "Subproject commit " + $0 })
    #expect(module.change.newKind == .submodule && module.added == 1 && module.removed == 1)
  }

  @Test func `a type change removes the old lines and adds the new`() throws {
    let (patch, _) = try patch([.file("a", "1\n2\n")], [.link("a", to: "b")])
    #expect(patch.change.status == .typeChanged && patch.added == 1 && patch.removed == 2)
  }

  @Test(arguments: ["a.dat -diff", "*.dat binary", "file -diff", "l -diff", "a.dat diff"])
  func `the attribute diff decides about text as it does for git`(rule: String) throws {
    let scratch = try ScratchRepository()
    let rules = ScratchRepository.Edit.file(".gitattributes", rule + "\n")
    let base = try scratch.commit(
      "base", [rules, .file("a.dat", "1\0\n"), .file("b.dat", "1\n"), .link("l", to: "x")])
    let head = try scratch.commit(
      "head", [.file("a.dat", "2\0\n"), .file("b.dat", "2\n"), .link("l", to: "y")])
    try scratch.git("reset", "-q", "--hard")
    #expect(try scratch.rows(RangeRequest(base: base, head: head)) == scratch.numstat(base, head))
  }
}

extension FilePatch {
  /// As git prints hunks (without the function name behind the header).
  fileprivate var unified: [UInt8] {
    var text: [UInt8] = []
    for hunk in hunks {
      func span(_ start: Int, _ count: Int) -> String { count == 1 ? "\(start)" : "\(start),\(count)" }
      let header = "@@ -\(span(hunk.oldStart, hunk.oldLines)) +\(span(hunk.newStart, hunk.newLines)) @@\n"
      text += Array(header.utf8)
      for line in lines[hunk.lines] {
        let mark: Character = line.kind == .added ? "+" : line.kind == .removed ? "-" : " "
        text += Array(String(mark).utf8) + bytes[line.text] + [10]
        if line.lacksNewline { text += Array("\\ No newline at end of file\n".utf8) }
      }
    }
    return text
  }
}
