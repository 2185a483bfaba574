import Git
import Model

extension RangeSurvey {
  /// The rules of a change's paths and attributes.
  func known(_ change: FileChange) throws(GitError) -> FileDraft.Known {
    let path = RepositoryPath(change.path)
    var exclusion = context.filter.rule(for: change, at: path)
    if exclusion == nil, try isGenerated(change) { exclusion = "generated" }
    var restrictions = context.sensitivity.rules(for: path)
    if change.oldPath != change.newPath {
      // The old name is told, and the old content stands in the removed lines.
      for rule in context.sensitivity.rules(for: RepositoryPath(change.oldPath))
      where !restrictions.contains(rule) {
        restrictions.append(rule)
      }
    }
    if exclusion == nil, try isRestricted(change) {
      restrictions.append("attribute:\(SensitivityRules.attribute)")
    }
    return FileDraft.Known(change: change, path: path, exclusion: exclusion, restrictions: restrictions)
  }

  /// Only the base side may take files out of a review.
  private func isGenerated(_ change: FileChange) throws(GitError) -> Bool {
    try isSet("linguist-generated", change.path, in: range.resolved.mergeBase)
  }

  /// Either side may restrict: a change cannot free code, and what it restricts anew counts at once.
  private func isRestricted(_ change: FileChange) throws(GitError) -> Bool {
    let name = SensitivityRules.attribute
    for commit in [range.resolved.mergeBase, range.resolved.head] {
      if try isSet(name, change.newPath, in: commit) { return true }
      if change.oldPath != change.newPath, try isSet(name, change.oldPath, in: commit) { return true }
    }
    return false
  }

  private func isSet(_ name: String, _ path: [UInt8], in commit: ObjectID) throws(GitError) -> Bool {
    switch try repository.attribute(name, ofPath: path, in: commit) {
    case .unset, .false: false
    case .true: true
    case .string(let value): value != "false" && value != "0" && value != "no"
    }
  }
}
