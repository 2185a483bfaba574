import Model

/// Numbers as people read them, the same on every machine.
enum Figure {
  /// `12,345`.
  static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var text: [UInt8] = value < 0 ? [0x2D] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(0x2C) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// One decimal, rounded: `31.4`.
  static func tenths(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "0.0" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }

  /// A share of a whole in percent; 100 % means all of it and 0 % nothing, whatever rounding would say.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    var tenths = (part * 2000 + whole) / (2 * whole)
    if part > 0, part < whole { tenths = min(max(tenths, 1), 999) }
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  /// `1 unit`, `2 units`.
  static func count(_ value: Int, _ noun: String) -> String {
    "\(grouped(value)) \(noun)\(value == 1 ? "" : "s")"
  }

  /// `+84 −31`; a dash for no lines, as of a binary file.
  static func lines(_ lines: LineCount) -> String {
    lines == .zero ? "–" : "+\(grouped(lines.added)) −\(grouped(lines.removed))"
  }

  /// `$2.00`, `$0.004215`: as many places as it needs, two at least.
  static func dollars(_ money: Money) -> String {
    var text = money.dollars
    var spare = 4
    while spare > 0, text.utf8.last == 0x30 {
      text.removeLast()
      spare -= 1
    }
    return "$" + text
  }
}
