import Foundation
import Testing

/// One kind of change, made in a repository of its own.
struct Nature: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let base: String
  let head: String
  /// Makes commits on `main`, then on `feature` where the range is main..feature.
  let make: @Sendable (GitFolder) throws -> Void

  init(
    _ rule: String, base: String = "main", head: String = "feature",
    make: @escaping @Sendable (GitFolder) throws -> Void
  ) {
    testDescription = rule
    self.base = base
    self.head = head
    self.make = make
  }

  /// `before` on main, `after` on feature.
  init(
    _ rule: String, before: @escaping @Sendable (GitFolder) throws -> Void,
    after: @escaping @Sendable (GitFolder) throws -> Void
  ) {
    self.init(rule) { folder in
      try before(folder)
      try folder.commit("Before")
      try folder.git("switch", "-q", "-c", "feature")
      try after(folder)
      try folder.commit("After")
    }
  }
}

@Suite struct PlanNaturesTests {
  static let lines = (1...60).map { "let line\($0) = \($0)\n" }

  static let natures: [Nature] = [
    Nature("an edit", before: { try $0.write(lines.joined(), to: "a.swift") }) {
      try $0.write(lines.joined().replacing("= 7\n", with: "= 8\nlet more = 1\n"), to: "a.swift")
    },
    Nature("a rename with an edit", before: { try $0.write(lines.joined(), to: "old/a.swift") }) {
      try $0.git("mv", "old/a.swift", "b.swift")
      try $0.write(lines.joined().replacing("= 30\n", with: "= 31\n"), to: "b.swift")
    },
    Nature("files added and deleted", before: { try $0.write("one\ntwo\n", to: "gone.txt") }) {
      try $0.git("rm", "-q", "gone.txt")
      try $0.write("completely\ndifferent\nthings\n", to: "new.txt")
    },
    Nature("a binary file", before: { try $0.write("text\n", to: "a.txt") }) {
      try Data([0, 1, 2, 0, 255]).write(to: $0.url.appending(path: "logo.bin"))
      try $0.write("text\nmore\n", to: "a.txt")
    },
    Nature("a mode change", before: { try $0.write("#!/bin/sh\n", to: "run.sh") }) {
      try $0.git("update-index", "--chmod=+x", "run.sh")
      try $0.git("commit", "-q", "-m", "Mode")
      try $0.git("checkout", "-q", "--", "run.sh")
    },
    Nature("a symbolic link that turns", before: { try $0.link("a", at: "link") }) {
      try FileManager.default.removeItem(at: $0.url.appending(path: "link"))
      try $0.link("b", at: "link")
    },
    Nature("a file that becomes a link", before: { try $0.write("one\ntwo\n", to: "thing") }) {
      try FileManager.default.removeItem(at: $0.url.appending(path: "thing"))
      try $0.link("elsewhere", at: "thing")
    },
    Nature("line ends of another system", before: { try $0.write("a\nb\nc\n", to: "a.txt") }) {
      try $0.write("a\r\nb\r\nc\r\n", to: "a.txt")
    },
    Nature("a missing final newline", before: { try $0.write("a\nb\n", to: "a.txt") }) {
      try $0.write("a\nb", to: "a.txt")
    },
    Nature("bytes that are no UTF-8", before: { try $0.write("a\n", to: "a.txt") }) {
      try Data([0xE4, 0xF6, 0xFC, 0x0A]).write(to: $0.url.appending(path: "latin.txt"))
      try $0.write("ü\n", to: "Übergang 💶.md")
    },
    Nature("the root commit", base: "4b825dc642cb6eb9a060e54bf8d69288fbee4904", head: "main") {
      try $0.write("first\n", to: "a.txt")
      try $0.commit("Root")
    },
    Nature("unrelated histories") {
      try $0.write("one\n", to: "a.txt")
      try $0.commit("One")
      try $0.git("switch", "-q", "--orphan", "feature")
      try $0.write("two\nthree\n", to: "a.txt")
      try $0.commit("Other")
    },
    Nature("an empty change", before: { try $0.write("a\n", to: "a.txt") }, after: { _ in }),
    Nature("a branch that was merged into", before: { try $0.write(lines.joined(), to: "a.swift") }) {
      try $0.write("feature\n", to: "f.txt")
      try $0.commit("Feature")
      try $0.git("switch", "-q", "main")
      try $0.write("main\n", to: "m.txt")
      try $0.commit("Main")
      try $0.git("switch", "-q", "feature")
      try $0.git("merge", "-q", "--no-edit", "main")
      try $0.write("feature\nmore\n", to: "f.txt")
    },
    Nature("a submodule that moves", before: { try $0.gitlink("1", at: "module") }) {
      try $0.gitlink("2", at: "module")
      try $0.git("commit", "-q", "-m", "Move")
    },
    Nature("many hunks", before: { try $0.write(lines.joined(), to: "a.swift") }) {
      let changed = lines.enumerated().map { $0 % 9 == 4 ? "changed\n" : $1 }
      try $0.write(changed.joined(), to: "a.swift")
    },
  ]

  @Test(arguments: natures) func `the plan counts what git counts`(_ nature: Nature) async throws {
    let folder = try GitFolder()
    try nature.make(folder)
    let plan = try await Binary(
      "plan", "--offline", "--format", "json", "--base", nature.base, "--head", nature.head
    ).in(folder.url).run()
    #expect(plan.exitCode == 0, "\(plan.progress)")
    let json = try plan.json()
    let (ours, gits) = (try planned(json), try counted(folder, nature))
    #expect(ours == gits)
    try unitsAddUp(json)
  }

  /// `path: "added removed"`, as the plan says.
  private func planned(_ plan: [String: Any]) throws -> [String: String] {
    let files = try #require(plan["files"] as? [[String: Any]])
    return try files.reduce(into: [:]) { counts, file in
      let path = try #require(file["path"] as? String)
      counts[path] = "\(file["added"] ?? "-") \(file["removed"] ?? "-")"
    }
  }

  /// The same from `git diff --numstat -M -z`; binary files count zero lines.
  private func counted(_ folder: GitFolder, _ nature: Nature) throws -> [String: String] {
    let isWhole = nature.base.count == 40 || nature.testDescription == "unrelated histories"
    let range = isWhole ? [nature.base, nature.head] : ["\(nature.base)...\(nature.head)"]
    let text = try GitFolder.run(["diff", "--numstat", "-M", "-z"] + range, in: folder.url)
    var fields = text.split(separator: "\0", omittingEmptySubsequences: false).dropLast()[...]
    var counts: [String: String] = [:]
    while let row = fields.popFirst() {
      let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
      var path = String(columns[2])
      if path.isEmpty {
        _ = fields.popFirst()
        let renamed = fields.popFirst()
        path = String(try #require(renamed))
      }
      counts[path] = columns[0] == "-" ? "0 0" : "\(columns[0]) \(columns[1])"
    }
    return counts
  }

  /// The units of each planned file account for each of its lines once.
  private func unitsAddUp(_ plan: [String: Any]) throws {
    let files = try #require(plan["files"] as? [[String: Any]])
    let units = try #require(plan["units"] as? [[String: Any]])
    for file in files where file["disposition"] as? String == "planned" {
      let own = units.filter { $0["path"] as? String == file["path"] as? String }
      #expect(own.reduce(0) { $0 + ($1["added"] as? Int ?? 0) } == file["added"] as? Int)
      #expect(own.reduce(0) { $0 + ($1["removed"] as? Int ?? 0) } == file["removed"] as? Int)
    }
  }
}

extension GitFolder {
  fileprivate func link(_ target: String, at path: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: url.appending(path: path).path, withDestinationPath: target)
  }

  /// A submodule's entry without the submodule itself.
  fileprivate func gitlink(_ digit: String, at path: String) throws {
    let id = String(repeating: digit, count: 40)
    try git("update-index", "--add", "--cacheinfo", "160000,\(id),\(path)")
    try FileManager.default.createDirectory(
      at: url.appending(path: path), withIntermediateDirectories: true)
  }
}
