/// A table for a terminal: columns apart by two spaces, foreign text without escapes, no line wider than asked.
struct TerminalTable {
  struct Column {
    enum Side {
      case left, right
    }

    /// What gives when the terminal is narrow.
    enum Yield {
      case never
      /// The middle of a path.
      case middle
      /// The end of a sentence.
      case end
    }

    var title: String
    var side: Side = .left
    var yield: Yield = .never
  }

  let columns: [Column]
  private var rows: [[String]]

  init(_ columns: [Column]) {
    self.columns = columns
    rows = [columns.map(\.title)]
  }

  mutating func add(_ cells: [String]) { rows.append(cells.map(VisibleText.oneLine)) }

  /// The table with its titles; `width` in terminal columns, 0 for any.
  func text(width: Int) -> String {
    let widths = fitted(to: width)
    var text = ""
    for row in rows {
      var line = ""
      for (index, cell) in row.enumerated() {
        let shown = Self.shortened(cell, to: widths[index], columns[index].yield)
        let gap = String(repeating: " ", count: max(0, widths[index] - Self.width(of: shown)))
        line += (index > 0 ? "  " : "") + (columns[index].side == .right ? gap + shown : shown + gap)
      }
      while line.utf8.last == 0x20 { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// The columns' widths, the widest of those that yield made narrower until the table fits.
  private func fitted(to width: Int) -> [Int] {
    var widths = columns.indices.map { column in rows.map { Self.width(of: $0[column]) }.max() ?? 0 }
    guard width > 0 else { return widths }
    let floor = 12
    while widths.reduce(2 * (widths.count - 1), +) > width {
      let yielding = widths.indices.filter { columns[$0].yield != .never && widths[$0] > floor }
      guard let widest = yielding.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private static func shortened(_ cell: String, to width: Int, _ yield: Column.Yield) -> String {
    guard Self.width(of: cell) > width else { return cell }
    var shown = cell
    var count = cell.unicodeScalars.count
    // Wide scalars take two columns: take scalars away until it fits.
    while Self.width(of: shown) > width, count > 1 {
      count -= 1
      shown =
        yield == .middle
        ? VisibleText.shortened(cell, to: count)
        : String(String.UnicodeScalarView(cell.unicodeScalars.prefix(count - 1))) + "…"
    }
    return shown
  }

  /// Terminal columns of a line: none for combining marks, two for wide East Asian characters and emoji.
  static func width(of line: String) -> Int {
    line.unicodeScalars.reduce(0) { sum, scalar in
      if scalar.value < 0x300 { return sum + 1 }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return sum
      default: return sum + (isWide(scalar) ? 2 : 1)
      }
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
    case 0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60: true
    case 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF: true
    case 0x20000...0x3FFFD: true
    default: false
    }
  }
}
