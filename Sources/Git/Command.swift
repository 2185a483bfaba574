/// Commands as error messages show them, ready to be pasted into a shell.
enum Command {
  /// `git -C DIR …` with every argument quoted where a shell needs it.
  static func git(_ directory: String, _ arguments: String...) -> String {
    git(directory, arguments)
  }

  static func git(_ directory: String, _ arguments: [String]) -> String {
    (["git", "-C", directory] + arguments).map(quoted).joined(separator: " ")
  }

  static func allowDirectory(_ path: String) -> String {
    "git config --global --add safe.directory \(quoted(path))"
  }

  /// A name a person typed, in quotation marks and without control characters: it may come from a pipeline's
  /// variables, and terminals obey escapes.
  static func shown(_ name: String) -> String {
    let printable = name.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(scalar)
    }
    return "'" + printable.joined() + "'"
  }

  private static func quoted(_ argument: String) -> String {
    let isPlain = argument.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./:=+@^~,".utf8.contains(byte)
      }
    }
    if isPlain && !argument.isEmpty { return argument }
    return "'" + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
