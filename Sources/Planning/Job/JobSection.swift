import Yams

/// A mapping of the job file whose keys are all known.
struct JobSection {
  let value: JobValue
  private let entries: [String: JobValue]

  /// Refuses keys that `known` does not name.
  init(_ value: JobValue, known: [String]) throws(JobFileError) {
    self.value = value
    var entries: [String: JobValue] = [:]
    for (name, entry, mark) in try value.pairs() {
      guard known.contains(name) else {
        throw value.document.error(
          at: mark, NearestKey.sentence(unknown: name, among: known, what: "key") + value.place)
      }
      if !entry.isNull { entries[name] = entry }
    }
    self.entries = entries
  }

  /// Nil when the key is absent or its value empty.
  subscript(key: String) -> JobValue? { entries[key] }

  func required(_ key: String, _ example: String) throws(JobFileError) -> JobValue {
    guard let entry = entries[key] else {
      throw value.fail("`\(key)` is missing\(value.place); write for example `\(key): \(example)`")
    }
    return entry
  }
}
