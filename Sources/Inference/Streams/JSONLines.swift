/// JSON texts, one a line, read byte by byte. Empty lines are passed over.
package struct JSONLines: Sendable {
  private var lines: LineSplitter

  /// True when a line grew beyond the limit. Nothing more comes out then.
  package var isOverlong: Bool { lines.isOverlong }

  package init(maxLine: Int = 1 << 20) { lines = LineSplitter(maxLine: maxLine) }

  package mutating func feed(_ bytes: Span<UInt8>, line: ([UInt8]) -> Void) {
    lines.feed(bytes) { text in
      if !text.isEmpty { line(text) }
    }
  }

  /// The last line may lack its end.
  package mutating func finish(line: ([UInt8]) -> Void) {
    let rest = lines.rest()
    if !rest.isEmpty { line(rest) }
  }
}
