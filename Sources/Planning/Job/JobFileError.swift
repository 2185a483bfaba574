/// What is wrong with a job file, where, and what to write instead.
///
/// Holds no value of a `key:` and no value of an environment variable: it may be printed anywhere.
package struct JobFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as the user named it.
  package let file: String
  /// 1-based; 0 when the file could not be read at all.
  package let line: Int
  /// 1-based, counted in Unicode scalars; 0 when the file could not be read at all.
  package let column: Int
  /// What is wrong and what to do, in sentences.
  package let message: String

  package init(file: String, line: Int = 0, column: Int = 0, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `file:line:column: message`, as compilers and editors write it.
  package var description: String {
    line == 0 ? "\(file): \(message)" : "\(file):\(line):\(column): \(message)"
  }
}
