import Yams

/// One value of the job file that knows where it stands.
struct JobValue {
  let node: Node
  /// `nodes.mac.url`; empty for the root.
  let path: String
  let document: JobDocument

  /// ` in nodes.mac`, or nothing at the root.
  var place: String { path.isEmpty ? "" : " in `\(path)`" }

  func fail(_ message: String) -> JobFileError { document.error(at: node.mark, message) }

  /// `base:` with nothing behind it, `~` and `null` count as absent.
  var isNull: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else {
      return false
    }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// Keys with their values and marks, in the order of the file.
  func pairs() throws(JobFileError) -> [(name: String, value: JobValue, mark: Mark?)] {
    guard case .mapping(let mapping) = node else {
      throw fail("\(name) must be a mapping (`key: value` lines), not \(shape)")
    }
    var pairs: [(name: String, value: JobValue, mark: Mark?)] = []
    for entry in mapping {
      guard case .scalar(let key) = entry.key else {
        throw document.error(at: entry.key.mark, "a key must be a word\(place)")
      }
      let below = path.isEmpty ? key.string : "\(path).\(key.string)"
      pairs.append((key.string, JobValue(node: entry.value, path: below, document: document), key.mark))
    }
    return pairs
  }

  /// The items of a sequence; a single value counts as a list of one.
  func items() throws(JobFileError) -> [JobValue] {
    guard case .sequence(let sequence) = node else { return [self] }
    return sequence.enumerated().map {
      JobValue(node: $0.element, path: "\(path)[\($0.offset)]", document: document)
    }
  }

  /// The scalar as it is written, before `${NAME}` is put in: safe to print.
  func written() throws(JobFileError) -> String {
    guard case .scalar(let scalar) = node, !isNull else {
      throw fail("\(name) must be a single value, not \(shape)")
    }
    return scalar.string
  }

  var name: String { path.isEmpty ? "a job" : "`\(path)`" }

  private var shape: String {
    switch node {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar: isNull ? "nothing" : "a single value"
    case .alias: "an alias"
    }
  }
}
