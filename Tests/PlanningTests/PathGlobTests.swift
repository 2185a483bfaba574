import Testing

@testable import Planning

struct PathGlobTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let pattern: String
    let matching: [String]
    let others: [String]

    var testDescription: String { pattern }
  }

  static let rows = [
    Row(pattern: "**", matching: ["a", "a/b/c.swift", ""], others: []),
    Row(pattern: "*", matching: ["a", "a/b"], others: []),
    Row(
      pattern: "*.swift", matching: ["a.swift", "x/y/a.swift", ".swift"], others: ["a.swiftx", "a.swift/b"]),
    Row(pattern: "/*.swift", matching: ["a.swift"], others: ["x/a.swift"]),
    Row(
      pattern: "Sources/*.swift", matching: ["Sources/a.swift"],
      others: ["Sources/x/a.swift", "x/Sources/a.swift"]),
    Row(pattern: "Sources/**", matching: ["Sources/a", "Sources/a/b"], others: ["Sources", "xSources/a"]),
    Row(
      pattern: "**/auth/**", matching: ["auth/a", "x/auth/a/b", "x/y/auth/z"],
      others: ["auth", "xauth/a", "x/authy/a"]),
    Row(pattern: "**/a.txt", matching: ["a.txt", "x/a.txt", "x/y/a.txt"], others: ["ba.txt", "x/ba.txt"]),
    Row(pattern: "a/**/b", matching: ["a/b", "a/x/b", "a/x/y/b"], others: ["ab", "a/xb", "x/a/b"]),
    Row(pattern: "vendor/", matching: ["vendor/a", "x/vendor/a/b"], others: ["vendor", "vendors/a"]),
    Row(pattern: "/vendor/", matching: ["vendor/a"], others: ["x/vendor/a"]),
    Row(pattern: "a?c", matching: ["abc", "x/a.c"], others: ["ac", "a/c", "abbc"]),
    Row(pattern: "[a-c]x", matching: ["ax", "cx"], others: ["dx", "x"]),
    Row(pattern: "[!a-c]x", matching: ["dx"], others: ["ax", "/x"]),
    Row(pattern: "[]]x", matching: ["]x"], others: ["x"]),
    Row(pattern: "[ax", matching: ["[ax"], others: ["ax"]),
    Row(pattern: "*.{c,cpp,h}", matching: ["a.c", "b/a.cpp", "a.h"], others: ["a.cc", "a.{c"]),
    Row(pattern: "{a,b/{c,d}}/*.x", matching: ["a/1.x", "b/c/1.x", "b/d/1.x"], others: ["b/1.x", "c/1.x"]),
    Row(pattern: "{a,}b", matching: ["ab", "b"], others: ["bb"]),
    Row(pattern: "a{b", matching: ["a{b"], others: ["ab"]),
    Row(pattern: "a\\*b", matching: ["a*b"], others: ["axb"]),
    Row(pattern: "día/*.md", matching: ["día/ñ.md"], others: ["dia/x.md"]),
  ]

  @Test(arguments: rows) func `a pattern names these paths and no others`(_ row: Row) {
    let glob = PathGlob(row.pattern)
    for path in row.matching { #expect(glob.matches(path), "\(row.pattern) should name \(path)") }
    for path in row.others { #expect(!glob.matches(path), "\(row.pattern) should not name \(path)") }
  }

  @Test func `a path that is not UTF-8 is matched byte by byte`() {
    #expect(PathGlob("a?c").matches([97, 0xFF, 99]))
    #expect(!PathGlob("abc").matches([97, 0xFF, 99]))
  }

  @Test func `a pattern of many stars asks each state once for each byte`() {
    // A backtracking matcher needs longer than the age of the world for this one.
    let pattern = String(repeating: "*a", count: 60) + "b"
    let path = String(repeating: "a", count: 4000)
    #expect(!PathGlob(pattern).matches(path + "c"))
    #expect(PathGlob(pattern).matches(path + "b"))
  }

  @Test(arguments: ["[a", "{a", "a}", String(repeating: "a", count: 1025)])
  func `a pattern that cannot be meant so has a problem`(_ pattern: String) {
    #expect(PathGlob.problem(in: pattern) != nil)
  }

  @Test(arguments: ["**", "a/[b-d]/{e,f}", "\\{", "\\["])
  func `a well-formed pattern has no problem`(_ pattern: String) {
    #expect(PathGlob.problem(in: pattern) == nil)
  }
}
