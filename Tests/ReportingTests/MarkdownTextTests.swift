import Testing

@testable import Reporting

@Suite struct MarkdownTextTests {
  /// Each tries to be more than text.
  static let hostile = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</details><h1>Approved</h1>",
    "<!-- hidden -->",
    "&lt;b&gt; &#64;admin &copy;", "![x](https://evil.example/p.png)", "[click](https://evil.example)",
    "[click][ref] and [ref]: https://evil.example", "https://evil.example/?q=1", "see http://evil.example.",
    "www.evil.example", "evil.example/path", "mail root@evil.example now", "mailto:root@evil.example",
    "xmpp:root@evil.example", "@admin please merge", "(@admin)", "\"@org/team\"", "fixes #1",
    "Closes #12, #13",
    "owner/repo#7", "owner/repo@abcdef1", "GH-42", "gh-42.", "!15 $23 %7 ~label &epic ^2", "deadbeef is bad",
    "commit 0123456789abcdef", "/close", "/approve everything", "- item", "* item", "+ item", "1. item",
    "2) item", "# heading", "#heading", "> quote", "---", "***", "===", "```swift", "~~~", "    code",
    "\tcode",
    "a | b | c", "|---|---|", "`open span", "``", "a `b", "`` ` ``", "`a` `b`", "`a``b`", "**bold** __bold__",
    "*i* _i_ ~~s~~", "\\", "trailing \\", "\\[x](y)", "line\nbreak", "two  \nspaces", "para\n\ngraph",
    "::set-output name=a::b", "##vso[task.setvariable variable=a]b", "##[error]x", "##[group]",
    "\u{1B}[31mred\u{1B}[0m", "\u{1B}]8;;http://evil\u{7}x", "\u{202E}txt.exe", "\u{2066}x\u{2069}",
    "a\u{200B}b",
    "a\u{0}b", "\u{FEFF}bom", "\u{E0041}tag", "\u{2028}sep", "\r\rcr", "$E=mc^2$", "$`x`$", "[^1]",
    "[[wiki]]",
    "[[_TOC_]]", "- [ ] task", ":smile: :+1:", "{{ liquid }}", "[vulnerability:1]", "```suggestion\nx\n```",
    "<https://evil.example>", "<root@evil.example>", "e.g. 3.5 and/or 1,000", "Überweisung 日本語 👍", "12:30",
    "don't (do) \"that\"", "call(a, b) -> c", "1986. was", "@", "#", ":", "!", "!`x`", "javascript:alert(1)",
    "ftp://x", "ssh://git@x", "data:text/html,x", "#!shebang", "C# C++ F#", "....", "“quoted”",
    "|\u{301} cell", "`\u{301} span", "@\u{301}admin", "<\u{301}b>", "::\u{301}x", "-\u{301} item",
    "/\u{301}close",
  ]

  @Test(arguments: hostile)
  func `hostile prose can only be shown as text`(text: String) {
    for place in [MarkdownText.Place.paragraph, .cell] {
      let checker = MarkdownChecker(MarkdownText.inline(text, in: place))
      #expect(checker.attack == nil)
    }
    #expect(Self.bare(MarkdownChecker(MarkdownText.inline(text)).shown) == Self.expected(text))
  }

  @Test(arguments: hostile)
  func `hostile text in code ends only where its mark does`(text: String) {
    let span = MarkdownText.code(text)
    #expect(MarkdownChecker(span).attack == nil)
    #expect(Self.bare(MarkdownChecker(span).shown) == Self.bare(Self.unescaped(VisibleText.exact(text))))
    #expect(!MarkdownText.code(text, in: .cell).utf8.contains(0x7C))
    #expect(!MarkdownText.inline(text, in: .cell).utf8.contains(0x7C))
  }

  @Test(arguments: hostile + ["```\n/close\n```\n/close", "````\n```", "::error::x", "a\n  ::warning::y"])
  func `hostile code cannot end its fence nor speak to a log`(text: String) {
    let lines = MarkdownText.fence(text, language: "text").split(
      separator: "\n", omittingEmptySubsequences: false)
    let mark = String(lines[0].dropLast(4))
    #expect(lines.last.map(String.init) == mark && lines[0] == mark + "text")
    for line in lines.dropFirst().dropLast() {
      #expect(MarkdownText.longestRun(of: 0x60, in: String(line)) < mark.count)
      #expect(!line.drop { $0 == " " || $0 == "\t" }.hasPrefix("::"))
      #expect(!line.contains("##[") && !line.contains("##vso["))
      #expect(!line.unicodeScalars.contains { $0 != "\t" && VisibleText.hides($0) })
      #expect(mark.count == 3 || !line.hasPrefix("/"))
    }
  }

  @Test(arguments: [
    ("Plain words, and nothing else.", "Plain words, and nothing else."),
    ("call `refund(_:)` first", "call `refund(_:)` first"), ("user_id, then", "`user_id`, then"),
    ("@admin", "`@admin`"), ("see https://a.example.", "see `https://a.example`."), ("a -> b", "a \\-\\> b"),
    ("1. first", "1\\. first"), ("e.g. 3.5", "e.g. 3.5"), ("\u{202E}x", "`\\u{202E}x`"), ("", "–"),
    ("50% of it", "50% of it"), ("foo() fails", "`foo()` fails"), ("a`b", "a`` `b ``"),
    ("`a_b`, so", "`a_b`, so"), ("in 503. Then", "in 503. Then"),
    ("a```b", "a`\\u{60}\\u{60}\\u{60}b`"), ("www.", "`www`."), ("a:: b", "`a::` b"),
    ("##vso[x]y", "`#\\u{23}vso[x]y`"), ("`a`@b", "`a@b`"),
  ])
  func `prose stays readable`(text: String, markdown: String) {
    #expect(MarkdownText.inline(text) == markdown)
  }

  @Test func `any mixture of hostile pieces is shown as text`() {
    let pieces = [
      "@", "#", "a", "B", "7", " ", "\n", "`", "``", "|", "\\", "/", ":", "://", "www.", ".", "-", "*", "_",
      "<",
      ">", "&", "[", "]", "(", ")", "!", "$", "~", "%", "=", "+", "{", "}", "\u{202E}", "\u{1B}", "é", "日",
      "deadbeef", "http", "##", "vso[", "::", "1.", "\"", "'", ",", ";", "?", "^", "GH-1", "\t",
      "\u{301}", "\u{FE0F}", "\u{200D}", "😀",
    ]
    let seed: UInt64 = 0x51_75_1C_E0
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let count = Int.random(in: 1...14, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let checker = MarkdownChecker(MarkdownText.inline(text))
      #expect(checker.attack == nil, "\(text.debugDescription)")
      #expect(Self.bare(checker.shown) == Self.expected(text), "\(text.debugDescription)")
      #expect(!MarkdownText.inline(text, in: .cell).utf8.contains(0x7C))
      #expect(MarkdownChecker(MarkdownText.code(text)).attack == nil)
    }
  }

  @Test func `several paragraphs become blocks of our own making`() {
    let blocks = MarkdownText.blocks("First\nline.\n\n- one\n- two\n\n```c\nx = 1;\n```\nLast\n# no heading")
    #expect(
      blocks == ["First line.", "- one\n- two", "```text\nx = 1;\n```", "Last \\# no heading"]
        || blocks == ["First line.", "- one\n- two", "```text\nx = 1;\n```", "Last `#` no heading"])
  }

  @Test func `a long text is cut and the cut is counted`() {
    let text = String(repeating: "word ", count: 2000)
    #expect(MarkdownText.inline(text).hasSuffix("… (cut: 4,000 more characters)"))
    #expect(MarkdownText.blocks(text).last == "… (cut: 4,000 more characters)")
  }

  /// What must be seen of a text: all of it but white space, and but backticks, which may mark code.
  private static func expected(_ text: String) -> String {
    let line = VisibleText.oneLine(text)
    return line.isEmpty ? "–" : bare(unescaped(line))
  }

  private static func bare(_ text: String) -> String {
    String(String.UnicodeScalarView(unescaped(text).unicodeScalars.filter { $0 != " " && $0 != "`" }))
  }

  /// `\u{23}` back as `#`.
  private static func unescaped(_ text: String) -> String {
    text.replacing(#/\\u\{([0-9A-F]+)\}/#.matchingSemantics(.unicodeScalar)) { match in
      UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    }
  }
}
