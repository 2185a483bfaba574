/// History as far as the clone has it: a commit that `.git/shallow` lists has no parents here, nor has a parent that
/// is not there.
struct CommitGraph {
  /// What can be said about the common ancestors of two commits.
  struct Bases {
    /// Common ancestors of which none is an ancestor of another, the latest first.
    var best: [ObjectID]
    /// Some history was cut off, so that no common ancestor is no proof of there being none.
    var isTruncated: Bool
    /// Some history was cut off on this side of the best one, so that a later one may exist.
    var isDoubtful: Bool
  }

  private let repository: Repository

  init(of repository: Repository) { self.repository = repository }

  func mergeBases(of one: ObjectID, and two: ObjectID) throws(GitError) -> Bases {
    let first = try ancestors(of: one)
    let second = try ancestors(of: two)
    let common = first.facts.filter { second.facts[$0.key] != nil }
    let best = best(among: common)
    let cut = first.cut.union(second.cut)
    return Bases(
      best: best, isTruncated: !cut.isEmpty, isDoubtful: cut.contains { common[$0] == nil })
  }

  /// Commits reachable from `head` and not from `base`, children after their parents, and those among them whose
  /// parents are cut off.
  func commits(from base: ObjectID, to head: ObjectID) throws(GitError) -> (
    ids: [ObjectID], cut: Set<ObjectID>
  ) {
    let reachable = try ancestors(of: head)
    let hidden = base == .emptyTree ? [:] : try ancestors(of: base).facts
    let facts = reachable.facts.filter { hidden[$0.key] == nil }
    return (ordered(facts), reachable.cut.filter { facts[$0] != nil })
  }

  /// The commit and all its ancestors, breadth first, and the commits at which history is cut off.
  private func ancestors(
    of start: ObjectID
  ) throws(GitError) -> (facts: [ObjectID: CommitFacts], cut: Set<ObjectID>) {
    var facts: [ObjectID: CommitFacts] = [:]
    var cut: Set<ObjectID> = []
    // Each commit with the child that led to it; the start has none.
    var queue: [(id: ObjectID, child: ObjectID?)] = [(start, nil)]
    var next = 0
    while next < queue.count {
      let (id, child) = queue[next]
      next += 1
      if facts[id] != nil { continue }
      do {
        var found = try repository.facts(of: id)
        if repository.shallow.contains(id) {
          // A root commit can be listed as well; then nothing is cut off. libgit2 1.7 hides the parents itself, and
          // there the cut cannot be told from a root: assume it.
          cut.insert(id)
          found.parents = []
        }
        facts[id] = found
        for parent in found.parents where facts[parent] == nil { queue.append((parent, id)) }
      } catch {
        guard error.isNotFound, let child else {
          throw repository.error(error, reading: "commit \(id.short)", id: id)
        }
        cut.insert(child)
        facts[child]?.parents.removeAll { $0 == id }
      }
    }
    return (facts, cut)
  }

  private func best(among common: [ObjectID: CommitFacts]) -> [ObjectID] {
    let older = Set(common.values.flatMap(\.parents))
    return common.filter { !older.contains($0.key) }
      .sorted { ($0.value.time, $0.key.hex) > ($1.value.time, $1.key.hex) }.map(\.key)
  }

  /// Parents before children, otherwise by time.
  private func ordered(_ facts: [ObjectID: CommitFacts]) -> [ObjectID] {
    var children: [ObjectID: Int] = [:]
    for parent in facts.values.flatMap(\.parents) where facts[parent] != nil {
      children[parent, default: 0] += 1
    }
    func isEarlier(_ one: ObjectID, _ two: ObjectID) -> Bool {
      (facts[one]?.time ?? 0, one.hex) < (facts[two]?.time ?? 0, two.hex)
    }
    var ready = facts.keys.filter { children[$0] == nil }.sorted(by: isEarlier)
    var newestFirst: [ObjectID] = []
    while let id = ready.popLast() {
      newestFirst.append(id)
      for parent in facts[id]?.parents ?? [] {
        guard let left = children[parent] else { continue }
        children[parent] = left - 1
        if left == 1 {
          ready.insert(parent, at: ready.firstIndex { isEarlier(parent, $0) } ?? ready.endIndex)
        }
      }
    }
    return newestFirst.reversed()
  }
}
