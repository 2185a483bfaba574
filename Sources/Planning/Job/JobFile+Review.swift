import Model

extension JobFile {
  static func review(_ value: JobValue) throws(JobFileError) -> ReviewRules {
    let section = try JobSection(value, known: ["instructions", "categories", "maxPromptTokens"])
    let defaults = ReviewRules()
    let categories = try section["categories"]?.choices(among: Category.allCases)
    if let list = section["categories"], categories?.isEmpty == true {
      throw list.fail("`review.categories` is empty; leave it out to allow all")
    }
    return ReviewRules(
      instructions: try section["instructions"].map(instructionPaths) ?? defaults.instructions,
      categories: categories ?? defaults.categories,
      maxPromptTokens: try section["maxPromptTokens"]?.integer(800...1_000_000) ?? defaults.maxPromptTokens)
  }

  /// Paths inside the repository: they are read from a commit, never from the disk.
  private static func instructionPaths(_ value: JobValue) throws(JobFileError) -> [String] {
    var paths: [String] = []
    for item in try value.items() {
      let path = try item.text()
      guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
        throw item.fail("\(item.name) must be a path inside the repository such as REVIEW.md")
      }
      paths.append(path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    }
    return paths
  }
}
