import Testing

/// A kind of range: the files before and the edits that the review sees.
struct Nature: Sendable, CustomTestStringConvertible {
  let name: String
  let before: @Sendable () -> [ScratchRepository.Edit]
  let after: @Sendable () -> [ScratchRepository.Edit]

  var testDescription: String { name }

  private static func lines(_ range: ClosedRange<Int>, end: String = "\n") -> String {
    range.map { "line \($0)" + end }.joined()
  }

  private static let commitID = String(repeating: "1", count: 40)
  private static let otherID = String(repeating: "2", count: 40)
  private static let picture: [UInt8] = [137, 80, 78, 71, 0, 1, 2, 3, 10, 0]

  static let all: [Nature] = texts + contents + types + names

  private static let texts: [Nature] = [
    Nature(
      name: "plain edit", before: { [.file("a.txt", lines(1...20)), .file("same.txt", "same\n")] },
      after: { [.file("a.txt", lines(1...9) + "changed\nmore\n" + lines(12...20))] }),
    Nature(
      name: "added and deleted", before: { [.file("old.txt", "one\ntwo\n"), .file("keep.txt", "k\n")] },
      after: { [.remove("old.txt"), .file("new/deep/file.txt", lines(1...5))] }),
    Nature(
      name: "rename with an edit",
      before: { [.file("src/name.swift", lines(1...40)), .file("b.txt", "b\n")] },
      after: { [.remove("src/name.swift"), .file("lib/other.swift", lines(1...39) + "last\n")] }),
    Nature(
      name: "pure rename and a copy that is none", before: { [.file("a.txt", lines(1...9))] },
      after: { [.remove("a.txt"), .file("b.txt", lines(1...9)), .file("c.txt", lines(1...9))] }),
    Nature(
      name: "many renames among look-alikes",
      before: { (1...9).map { .file("old/f\($0).txt", lines($0...($0 + 30))) } },
      after: {
        (1...9).flatMap { number -> [ScratchRepository.Edit] in
          [
            .remove("old/f\(number).txt"),
            .file("new/g\(number).txt", lines(number...(number + 28)) + "x\ny\n"),
          ]
        }
      }),
    Nature(
      name: "many hunks", before: { [.file("a.txt", lines(1...900))] },
      after: { [.file("a.txt", (1...900).map { $0 % 9 == 0 ? "edit \($0)\n" : "line \($0)\n" }.joined())] }),
    Nature(
      name: "empty files", before: { [.file("gone", ""), .file("filled", "")] },
      after: { [.remove("gone"), .file("filled", "text\n"), .file("dir/new", "")] }),
  ]

  private static let contents: [Nature] = [
    Nature(
      name: "binary",
      before: { [.write(Array("p.png".utf8), picture, mode: "100644"), .file("gone.bin", "x\0y")] },
      after: {
        [
          .write(Array("p.png".utf8), picture + [1], mode: "100644"), .remove("gone.bin"),
          .file("n.bin", "\0"),
        ]
      }
    ),
    Nature(
      name: "binary that was renamed", before: { [.write(Array("p.png".utf8), picture, mode: "100644")] },
      after: { [.remove("p.png"), .write(Array("q.png".utf8), picture, mode: "100644")] }),
    Nature(
      name: "control characters without NUL are text",
      before: { [.file("a", "\u{1}\u{2}\u{3}\u{4}\u{1b}\n")] },
      after: { [.file("a", "\u{1}\u{2}\u{3}\u{5}\u{1b}\u{7f}\n")] }),
    Nature(
      name: "CRLF", before: { [.file("a.txt", lines(1...12, end: "\r\n")), .file("b.txt", lines(1...5))] },
      after: {
        [
          .file("a.txt", lines(1...6, end: "\r\n") + "seven\r\n" + lines(8...12, end: "\n")),
          .file("b.txt", lines(1...5, end: "\r\n")),
        ]
      }),
    Nature(
      name: "no final newline", before: { [.file("a", "x\ny"), .file("b", "x\ny\n"), .file("c", "x\ny")] },
      after: { [.file("a", "x\ny\n"), .file("b", "x\ny"), .file("c", "x\nz")] }),
    Nature(
      name: "content that is not UTF-8",
      before: { [.write(Array("latin1.txt".utf8), [0xE9, 10, 0xFF, 0xFE, 10], mode: "100644")] },
      after: { [.write(Array("latin1.txt".utf8), [0xE8, 10, 0xFF, 0xFE, 10, 0xC3, 10], mode: "100644")] }),
  ]

  private static let types: [Nature] = [
    Nature(
      name: "mode change", before: { [.file("run.sh", "a\n"), .file("tool", "x\ny\n", mode: "100755")] },
      after: { [.file("run.sh", "a\n", mode: "100755"), .file("tool", "x\nz\n")] }),
    Nature(
      name: "symbolic link", before: { [.link("l", to: "target"), .link("gone", to: "x")] },
      after: { [.link("l", to: "other/target"), .remove("gone"), .link("new", to: "../../etc/passwd")] }),
    Nature(
      name: "type change", before: { [.file("a", lines(1...4)), .link("b", to: "a"), .file("c", "x\nb")] },
      after: { [.link("a", to: "elsewhere"), .file("b", lines(1...3)), .link("c", to: "b")] }),
    Nature(
      name: "type change beside renames",
      before: { [.file("a", lines(1...30)), .file("d", lines(40...60))] },
      after: { [.link("a", to: "z"), .file("z", lines(1...30)), .remove("d"), .file("e", lines(40...59))] }),
    Nature(
      name: "submodule",
      before: { [.submodule("lib", commit: commitID), .submodule("gone", commit: commitID)] },
      after: {
        [.submodule("lib", commit: otherID), .remove("gone"), .submodule("new/sub", commit: otherID)]
      }),
    Nature(
      name: "submodule against file",
      before: { [.submodule("a", commit: commitID), .file("b", lines(1...3))] },
      after: { [.remove("a"), .file("a", lines(1...5)), .remove("b"), .submodule("b", commit: otherID)] }),
    Nature(
      name: "file against folder", before: { [.file("a", "x\n"), .file("b/c", "y\n"), .file("a.b", "z\n")] },
      after: { [.remove("a"), .file("a/b", "q\n"), .remove("b/c"), .file("b", "r\n"), .file("a.b", "zz\n")] }),
  ]

  private static let names: [Nature] = [
    Nature(
      name: "names that are not UTF-8",
      before: {
        [.write([0x66, 0xFC, 0x62, 0x2F, 0xE9], [97, 10], mode: "100644"), .file("fu\u{308}b", "a\n")]
      },
      after: {
        [.write([0x66, 0xFC, 0x62, 0x2F, 0xE9], [98, 10], mode: "100644"), .file("fu\u{308}b", "b\n")]
      }),
    Nature(
      name: "names with newlines, quotes and emoji",
      before: {
        [.file("a\nb", "1\n"), .file("q\"'\\", "1\n"), .file("\u{1F469}\u{200D}\u{1F4BB}.txt", "1\n")]
      },
      after: {
        [.file("a\nb", "2\n"), .file("q\"'\\", "2\n"), .file("\u{1F469}\u{200D}\u{1F4BB}.txt", "2\n")]
      }),
  ]
}
