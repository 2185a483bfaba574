/// Wraps untrusted text so that nothing in it can end the wrapping.
enum Fence {
  private static let mark = UInt8(ascii: "~")
  private static let shortest = 4

  /// `text` between two lines of tildes that are longer than any run of tildes in it. The text ends in a newline.
  static func around(_ text: [UInt8], label: String) -> String {
    let fence = String(repeating: "~", count: max(shortest, longestRun(in: text) + 1))
    return "\(fence) \(label)\n" + String(decoding: text, as: UTF8.self) + fence + "\n"
  }

  static func longestRun(in text: [UInt8]) -> Int {
    guard text.contains(mark) else { return 0 }
    var longest = 0
    var run = 0
    for byte in text {
      run = byte == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

/// Makes one harmless line of hostile text.
enum OneLine {
  /// Control characters become blanks, runs of blanks one, and the line is cut to `limit` characters.
  static func of(_ text: String, limit: Int) -> String {
    var line = ""
    var count = 0
    for scalar in text.unicodeScalars {
      let isBlank = scalar.value <= 32 || isControl(scalar)
      if isBlank, line.isEmpty || line.last == " " { continue }
      guard count < limit else { return line + " […]" }
      line.unicodeScalars.append(isBlank ? " " : scalar)
      count += 1
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// C0, C1, and the marks that turn the direction of text around.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
