extension JobValue {
  /// Puts the environment's values where `${NAME}` stands. A variable that is not set is an error that names it.
  func expanded(_ text: String) throws(JobFileError) -> String {
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      let behind = rest[rest.index(after: dollar)...]
      guard behind.first == "{" else {
        result += "$"
        rest = behind
        continue
      }
      guard let end = behind.firstIndex(of: "}") else {
        throw fail("`${` is never closed in \(name); write `${NAME}`")
      }
      result += try variable(String(behind[behind.index(after: behind.startIndex)..<end]))
      rest = behind[behind.index(after: end)...]
    }
    return result + rest
  }

  private func variable(_ variable: String) throws(JobFileError) -> String {
    guard JobValue.isVariableName(variable) else {
      throw fail("`${\(variable)}` in \(name) does not name a variable; write `${NAME}`")
    }
    guard let value = document.environment[variable], !value.isEmpty else {
      throw fail(
        "the environment variable `\(variable)` that \(name) needs is not set; set it or write the value")
    }
    return value
  }

  static func isVariableName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
    }
  }
}
