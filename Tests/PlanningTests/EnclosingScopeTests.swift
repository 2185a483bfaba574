import Git
import Testing

@testable import Planning

struct EnclosingScopeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    /// The changed line carries `<<`.
    let code: String
    let headers: [String]

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "Swift method", path: "a.swift",
      code:
        "struct A {\n  func a() {}\n\n  func b(\n    x: Int\n  ) -> Int {\n    if x {\n      x<<\n    }\n  }\n}",
      headers: ["struct A {", "func b("]),
    Case(
      name: "Swift accessor", path: "a.swift",
      code: "extension A {\n  var b: Int {\n    get {\n      1<<\n    }\n  }\n}",
      headers: ["extension A {", "var b: Int {"]),
    Case(
      name: "where clause", path: "a.swift", code: "func f<T>(x: T)\nwhere T: P\n{\n  x<<\n}",
      headers: ["func f<T>(x: T)"]),
    Case(
      name: "attribute above", path: "a.swift",
      code: "class A {\n  @objc\n  func b() {\n    // c\n    x<<\n  }\n}",
      headers: ["class A {", "func b() {"]),
    Case(
      name: "closing brace changed", path: "a.swift", code: "func f() {\n  x\n}<<", headers: ["func f() {"]),
    Case(
      name: "Python", path: "a.py",
      code:
        "class A:\n    def a(self):\n        pass\n\n    @cached\n    def b(\n        self,\n    ):\n        x<<\n",
      headers: ["class A:", "def b("]),
    Case(
      name: "C with the brace below", path: "a.c",
      code: "#include <a.h>\n\nstatic int\nf(int a,\n  int b)\n{\n#ifdef X\n  g();\n#endif\n  return a;<<\n}",
      headers: ["f(int a,"]),
    Case(
      name: "Java", path: "A.java",
      code:
        "public class A {\n    @Override\n    public void b(int c) throws E {\n        for (;;) {\n            x<<\n        }\n    }\n}",
      headers: ["public class A {", "public void b(int c) throws E {"]),
    Case(
      name: "C++ label", path: "a.cpp",
      code: "class A {\npublic:\n  void b() const\n  {\n    x<<\n  }\n};",
      headers: ["class A {", "void b() const"]),
    Case(
      name: "Go", path: "a.go", code: "func (a *A) b() error {\n\tif x {\n\t\treturn y<<\n\t}\n}",
      headers: ["func (a *A) b() error {"]),
    Case(
      name: "JavaScript", path: "a.js",
      code: "const f = (a) => {\n  return a.map((b) => {\n    return b<<\n  })\n}",
      headers: ["const f = (a) => {"]),
    Case(
      name: "Ruby", path: "a.rb", code: "module A\n  def b\n    x<<\n  end\nend",
      headers: ["module A", "def b"]),
    Case(
      name: "Markdown", path: "a.md", code: "# A\ntext\n## B\ntext\n### C\n## D\ntext<<",
      headers: ["# A", "## D"]),
    Case(name: "top level", path: "a.swift", code: "import A\nlet b = 1<<", headers: []),
    Case(
      name: "deep", path: "a.swift",
      code: "enum A {\n  enum B {\n    enum C {\n      func d() {\n        x<<\n      }\n    }\n  }\n}",
      headers: ["enum B {", "enum C {", "func d() {"]),
  ]

  @Test(arguments: cases) func `the lines that open the scopes are found`(_ example: Case) {
    var lines = example.code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let changed = lines.firstIndex(where: { $0.hasSuffix("<<") }) else { return #expect(Bool(false)) }
    lines[changed].removeLast(2)
    let content = Array((lines.joined(separator: "\n") + "\n").utf8)
    var patch = SamplePatch.make(["+" + lines[changed]], path: example.path)
    patch.content = content
    patch.lines[0].newNumber = Int32(changed + 1)
    patch.hunks[0].newStart = changed + 1
    var scope = HunkScope(patch, path: RepositoryPath(Array(example.path.utf8)))
    let headers = scope.headers(of: Piece(hunk: 0, lines: 0..<1, cut: nil))
    #expect(headers.map { String(decoding: content[$0], as: UTF8.self) } == example.headers)
  }

  @Test func `a header that the hunk shows is not told again`() {
    let patch = SamplePatch.make([" func a() {\n   x\n+  y\n }"])
    var scope = HunkScope(patch, path: RepositoryPath(patch.change.path))
    #expect(scope.headers(of: Piece(hunk: 0, lines: 0..<4, cut: nil)) == [])
    let rest = SamplePatch.make([" func a() {\n   x\n+  y\n }"])
    var later = HunkScope(rest, path: RepositoryPath(rest.change.path))
    let shown = later.headers(of: Piece(hunk: 0, lines: 2..<4, cut: nil))
    #expect(shown.map { String(decoding: rest.content[$0], as: UTF8.self) } == ["func a() {"])
  }
}
