import Git
import Model
import Testing

@testable import Planning

struct DifficultyTests {
  private func signals(_ hunk: String, path: String = "Sources/A.swift") -> [Signal] {
    let patch = SamplePatch.make([hunk], path: path)
    return Difficulty(patch, pieces: UnitSplitter.whole(patch))
      .signals(path: RepositoryPath(patch.change.path), isTooLarge: false)
  }

  @Test(arguments: [
    "src/auth/a.swift", "AuthService.swift", "db/migrations/1.rb", ".github/workflows/ci.yml", "Dockerfile",
    "x/q.sql",
    "Crypto/Hash.c", "LoginView.swift",
  ])
  func `a risk path is told by its words`(_ path: String) {
    #expect(signals("+a", path: path) == [.riskPath])
  }

  @Test(arguments: ["Sources/Author.swift", "src/tokenizer.c", "Block.swift", "circle.swift"])
  func `a word within a word is no risk`(_ path: String) { #expect(signals("+a", path: path) == []) }

  @Test func `risk tokens count where they are added`() {
    #expect(signals("+  unsafe { x }") == [.riskTokens])
    #expect(signals("+  myLock.x") == [.riskTokens])
    #expect(signals("+  db.run(\"DELETE FROM a\")") == [.riskTokens])
    #expect(signals("-  unsafe { x }\n+  x") == [])
    #expect(signals("   unsafe { x }\n+  block.x") == [])
  }

  @Test func `more than two functions changed is a signal`() {
    let functions = (0..<3).map { " func f\($0)() {\n+  x\n }" }
    #expect(signals(functions.joined(separator: "\n")) == [.manyFunctions])
    #expect(signals(functions.prefix(2).joined(separator: "\n")) == [])
    #expect(signals(functions.joined(separator: "\n").replacing(" func", with: "+func")) == [])
  }

  @Test func `a guard that is gone is a signal, one that moved or was reworded is not`() {
    #expect(signals("-guard a else { return }\n+a") == [.guardRemoved])
    #expect(signals("-  if err != nil {\n   b") == [.guardRemoved])
    #expect(signals("-guard a else { return }\n b\n+  guard a else { return }") == [])
    #expect(signals("-guard a else { return }\n+guard a, b else { return }") == [])
  }

  @Test func `a changed signature is a signal when a caller is in the diff`() {
    #expect(signals("-func f(a: Int) {\n+func f(b: Int) {\n x\n y\n f(b: 1)") == [.signatureChanged])
    #expect(signals("-func f(a: Int) {\n+func f(b: Int) {\n x\n y\n g(b: 1)") == [])
    #expect(signals("-def f(a):\n+def f(a, b):\n x\n-f(1)\n+f(1, 2)", path: "a.py") == [.signatureChanged])
  }

  @Test func `a heavy rewrite replaces more than it leaves`() {
    let removed = String(repeating: "-a\n", count: 30)
    let added = String(repeating: "+b\n", count: 30)
    #expect(signals(removed + added) == [.heavyRewrite])
    #expect(signals(added) == [])
    #expect(signals(removed + added + String(repeating: " c\n", count: 40)) == [])
  }
}
