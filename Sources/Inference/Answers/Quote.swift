/// A quote as models write it: with fences, marks and line numbers that are not part of the code.
enum Quote {
  /// Bytes that a part of a line must have to be told from others.
  static let leastPart = 8

  /// The lines that hold anything, without white space at their ends and without code fences.
  static func lines(of quote: String) -> [ArraySlice<UInt8>] {
    let bytes = Array(quote.utf8)
    var lines: [ArraySlice<UInt8>] = []
    LineRanges.forEach(in: bytes.span) { range in
      let line = bytes[LineRanges.trimmed(range, in: bytes.span)]
      if !line.isEmpty, !line.starts(with: fence) { lines.append(line) }
    }
    return lines
  }

  private static let fence = Array("```".utf8)

  /// What the lines may mean, most literal first: as they stand, without marks, without numbers, without both; and
  /// for long quotes their first three lines.
  static func forms(of lines: [ArraySlice<UInt8>]) -> [[ArraySlice<UInt8>]] {
    var forms = [lines]
    func add(_ form: [ArraySlice<UInt8>]) {
      let form = form.filter { !$0.isEmpty }
      if !form.isEmpty, !forms.contains(form) { forms.append(form) }
    }
    add(lines.map(withoutMark))
    add(lines.map(withoutNumber))
    add(lines.map { withoutMark(withoutNumber($0)) })
    for form in forms where form.count > 3 { add(Array(form.prefix(3))) }
    return forms
  }

  private static func withoutMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = line.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else {
      return line
    }
    return line.dropFirst().drop { $0 <= 32 }
  }

  /// Without `12`, `12:`, `12 |`, `L12:` at the beginning.
  private static func withoutNumber(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = line
    if rest.first == UInt8(ascii: "L") { rest = rest.dropFirst() }
    let digits = rest.prefix { (48...57).contains($0) }
    guard !digits.isEmpty, digits.count < 8 else { return line }
    rest = rest.dropFirst(digits.count).drop { $0 <= 32 }
    if let next = rest.first, next == UInt8(ascii: ":") || next == UInt8(ascii: "|") {
      rest = rest.dropFirst()
    }
    return rest.drop { $0 <= 32 }
  }
}
