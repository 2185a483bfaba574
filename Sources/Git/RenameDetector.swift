/// Pairs removed with added files as `git diff -M` does: equal contents first, then files whose name is unique on both
/// sides and at least 75 % alike, then whatever is at least 50 % alike, best pairs first. libgit2's own detection
/// measures otherwise and pairs otherwise, and then the lines of a file would not be those of `git diff --numstat -M`.
struct RenameDetector {
  /// Reads the files to compare; nil when an object is missing or damaged.
  struct Reader {
    var size: (ObjectID) -> Int?
    var content: (ObjectID) -> [UInt8]?
  }

  /// As git's `diff.renameLimit`: above limit x limit pairs only equal contents and equal names are tried.
  static let limit = 1000
  /// Larger files are paired by equal contents only, so that memory stays bounded.
  static let largestFile = 32 << 20
  /// 50 % and 75 % on git's scale.
  private static let threshold = 30_000
  private static let nameThreshold = 45_000
  /// How many sources git remembers for each target.
  private static let candidates = 4

  private let reader: Reader
  private var changes: [FileChange]
  /// Indices into `changes` of files that are removed, and added, and not yet paired.
  private var sources: [Int]
  private var targets: [Int]
  /// The removed file that each added file came from.
  private var origin: [Int: Int] = [:]
  /// By index into `changes`; nil where unknown or not to be compared.
  private var sizes: [Int?]
  private var signatures: [SimilaritySignature?]
  private var unreadable = 0
  private var tooLarge = 0
  private(set) var notes: [String] = []

  private init(_ changes: [FileChange], _ reader: Reader) {
    self.changes = changes
    self.reader = reader
    sources = changes.indices.filter { changes[$0].status == .deleted }
    targets = changes.indices.filter { changes[$0].status == .added }
    sizes = Array(repeating: nil, count: changes.count)
    signatures = Array(repeating: nil, count: changes.count)
  }

  /// The changes with their renames, in the same order, and what was bounded.
  static func detect(in changes: [FileChange], reading reader: Reader) -> ChangeList {
    var detector = RenameDetector(changes, reader)
    detector.pairEqualContents()
    detector.measure()
    detector.pairEqualNames()
    detector.pairMostAlike()
    detector.explainOmissions()
    return ChangeList(changes: detector.result(), notes: detector.notes)
  }

  private func result() -> [FileChange] {
    let renamed = Set(origin.values)
    return changes.indices.compactMap { index in
      if renamed.contains(index) { return nil }
      guard let source = origin[index] else { return changes[index] }
      var change = changes[index]
      change.status = .renamed
      change.oldPath = changes[source].oldPath
      change.oldID = changes[source].oldID
      change.oldKind = changes[source].oldKind
      return change
    }
  }

  private mutating func pair(_ source: Int, _ target: Int) { origin[target] = source }

  private mutating func dropPaired() {
    let used = Set(origin.values)
    sources = sources.filter { !used.contains($0) }
    targets = targets.filter { origin[$0] == nil }
  }
}

// MARK: Equal contents and equal names

extension RenameDetector {
  private mutating func pairEqualContents() {
    var free: [ObjectID: [Int]] = [:]
    for source in sources { free[changes[source].oldID, default: []].append(source) }
    for target in targets {
      let id = changes[target].newID
      guard let alike = free[id] else { continue }
      let fitting = alike.filter { canBeEqual($0, target) }
      guard let source = fitting.first(where: { hasSameName($0, target) }) ?? fitting.first else { continue }
      pair(source, target)
      free[id] = alike.filter { $0 != source }
    }
    dropPaired()
    // Links and submodules are renamed only whole.
    sources = sources.filter { isRegular(changes[$0].oldKind) }
    targets = targets.filter { isRegular(changes[$0].newKind) }
  }

  private mutating func pairEqualNames() {
    let sourceByName = Dictionary(grouping: sources) { name(changes[$0].oldPath) }
    let targetByName = Dictionary(grouping: targets) { name(changes[$0].newPath) }
    for source in sources {
      let name = name(changes[source].oldPath)
      guard sourceByName[name]?.count == 1, let alike = targetByName[name], alike.count == 1 else { continue }
      if score(source, alike[0]) >= RenameDetector.nameThreshold { pair(source, alike[0]) }
    }
    dropPaired()
  }

  private func canBeEqual(_ source: Int, _ target: Int) -> Bool {
    let (old, new) = (changes[source].oldKind, changes[target].newKind)
    return old == new || (isRegular(old) && isRegular(new))
  }

  private func isRegular(_ kind: EntryKind) -> Bool { kind == .file || kind == .executable }

  private func name(_ path: [UInt8]) -> ArraySlice<UInt8> {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return path[...] }
    return path[(slash + 1)...]
  }

  private func hasSameName(_ source: Int, _ target: Int) -> Bool {
    name(changes[source].oldPath) == name(changes[target].newPath)
  }
}

// MARK: Likeness

extension RenameDetector {
  private struct Candidate {
    var source: Int
    var target: Int
    var score: Int
    var hasSameName: Bool

    func isBetter(than other: Candidate) -> Bool {
      score != other.score ? score > other.score : hasSameName && !other.hasSameName
    }
  }

  private mutating func pairMostAlike() {
    if sources.isEmpty || targets.isEmpty { return }
    if sources.count * targets.count > RenameDetector.limit * RenameDetector.limit {
      notes.append(
        "Renames: \(sources.count) removed and \(targets.count) added files make more pairs than the limit of "
          + "\(RenameDetector.limit) x \(RenameDetector.limit), so beyond equal contents and equal names they count "
          + "as removed and added.")
      return
    }
    var all: [Candidate] = []
    for target in targets { all += best(for: target) }
    let order = all.indices.sorted { one, two in
      if all[one].isBetter(than: all[two]) { return true }
      return !all[two].isBetter(than: all[one]) && one < two
    }
    var used: Set<Int> = []
    for candidate in order.lazy.map({ all[$0] }) {
      guard candidate.score >= RenameDetector.threshold else { break }
      if origin[candidate.target] != nil || !used.insert(candidate.source).inserted { continue }
      pair(candidate.source, candidate.target)
    }
  }

  /// The best few sources of a target; a later one takes the place of the worst only when it is better.
  private mutating func best(for target: Int) -> [Candidate] {
    var best: [Candidate] = []
    for source in sources {
      let candidate = Candidate(
        source: source, target: target, score: score(source, target),
        hasSameName: hasSameName(source, target))
      if best.count < RenameDetector.candidates {
        best.append(candidate)
      } else if let worst = best.indices.min(by: { best[$1].isBetter(than: best[$0]) }),
        candidate.isBetter(than: best[worst])
      {
        best[worst] = candidate
      }
    }
    return best
  }

  private mutating func score(_ source: Int, _ target: Int) -> Int {
    guard let oldSize = sizes[source], let newSize = sizes[target] else { return 0 }
    // Files that differ so much in size cannot be half alike; they are not even read.
    if 2 * min(oldSize, newSize) < max(oldSize, newSize) { return 0 }
    sign(source)
    sign(target)
    guard let one = signatures[source], let two = signatures[target] else { return 0 }
    return one.score(against: two)
  }

  /// The id of the only side that a removed or an added file has.
  private func id(_ index: Int) -> ObjectID {
    changes[index].status == .deleted ? changes[index].oldID : changes[index].newID
  }

  private mutating func measure() {
    guard !sources.isEmpty && !targets.isEmpty else { return }
    for index in sources + targets {
      guard let size = reader.size(id(index)) else {
        unreadable += 1
        continue
      }
      if size > RenameDetector.largestFile { tooLarge += 1 } else { sizes[index] = size }
    }
  }

  private mutating func sign(_ index: Int) {
    if signatures[index] != nil || sizes[index] == nil { return }
    guard let content = reader.content(id(index)) else {
      unreadable += 1
      sizes[index] = nil
      return
    }
    signatures[index] = SimilaritySignature(of: content)
  }

  private mutating func explainOmissions() {
    if unreadable > 0 {
      notes.append(
        "Renames: \(unreadable) of the added and removed files could not be read (missing or damaged objects) "
          + "and were paired by equal contents only.")
    }
    if tooLarge > 0 {
      notes.append(
        "Renames: \(tooLarge) of the added and removed files are larger than "
          + "\(RenameDetector.largestFile >> 20) MiB and were paired by equal contents only.")
    }
  }
}
