import Yams

/// What every value of one job file needs to know: the file's name for errors, the environment for `${NAME}`.
struct JobDocument {
  let file: String
  let environment: [String: String]

  func error(at mark: Mark?, _ message: String) -> JobFileError {
    JobFileError(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message)
  }

  /// The root mapping's value, or an error in the words of the YAML reader.
  func root(of text: String) throws(JobFileError) -> JobValue {
    if let place = YAMLGuard.offence(in: text) {
      throw JobFileError(file: file, line: place.line, column: place.column, message: place.message)
    }
    let node: Node?
    do {
      node = try compose(yaml: text)
    } catch let error as YamlError {
      throw reading(error)
    } catch {
      throw JobFileError(file: file, line: 1, column: 1, message: "this is not YAML: \(error)")
    }
    guard let node else {
      throw JobFileError(
        file: file, line: 1, column: 1,
        message: "the file is empty; `sluice init` writes a starter job")
    }
    return JobValue(node: node, path: "", document: self)
  }

  private func reading(_ error: YamlError) -> JobFileError {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      let place = context.map { " (\($0.text))" } ?? ""
      return self.error(at: mark, "this is not YAML: \(problem)\(place)")
    case .composer(_, let problem, let mark, _):
      return self.error(at: mark, "\(problem); a job file is one YAML document")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "`\($0)`" }.joined(separator: ", ")
      return self.error(at: context.mark, "\(names) stands twice in one mapping; keep one of them")
    case .reader(let problem, _, _, _):
      return JobFileError(file: file, line: 1, column: 1, message: "the text cannot be read: \(problem)")
    default:
      return JobFileError(file: file, line: 1, column: 1, message: "this is not YAML: \(error)")
    }
  }
}
