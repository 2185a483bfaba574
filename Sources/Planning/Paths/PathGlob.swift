/// A compiled path pattern, as `.gitignore` files write them.
///
/// `*` and `?` stay within one path component, `**` crosses them, `[a-z]`, `[!a]` and `{a,b}` choose.
/// A pattern without a slash is matched against the last component at any depth; `dir/` names everything
/// below a directory of that name. The pattern runs as a set of states over the path's bytes, so the time is
/// bounded by their product whatever the pattern.
package struct PathGlob: Sendable, Hashable {
  /// As written.
  package let pattern: String
  private let program: [Step]
  private let start: StateSet
  private let literalSuffix: [UInt8]

  /// Unclosed brackets and braces stand for themselves; `problem` tells about them.
  package init(_ pattern: String) {
    self.pattern = pattern
    let compiled = PathGlobCompiler.compile(pattern)
    program = compiled.steps
    literalSuffix = compiled.literalSuffix
    var start = StateSet(count: compiled.steps.count)
    PathGlob.enter(0, of: compiled.steps, into: &start)
    self.start = start
  }

  /// Whether the pattern names the path (components separated by `/`, relative to the repository).
  package func matches(_ path: String) -> Bool { matches(Array(path.utf8)) }

  /// As above, for paths that need not be UTF-8.
  package func matches(_ path: [UInt8]) -> Bool {
    guard path.count >= literalSuffix.count, path.suffix(literalSuffix.count).elementsEqual(literalSuffix)
    else {
      return false
    }
    var current = start
    var next = StateSet(count: program.count)
    for byte in path {
      next.removeAll()
      for state in current.members {
        if let target = program[state].target(over: byte, from: state) {
          PathGlob.enter(target, of: program, into: &next)
        }
      }
      if next.members.isEmpty { return false }
      swap(&current, &next)
    }
    return current.contains(program.count - 1)
  }

  /// Adds a state and all that are reached from it without reading a byte.
  private static func enter(_ state: Int, of program: [Step], into set: inout StateSet) {
    var waiting = [state]
    while let state = waiting.popLast() {
      guard set.insert(state) else { continue }
      if case .fork(let targets) = program[state] { waiting += targets }
    }
  }
}

extension PathGlob {
  package static func == (a: PathGlob, b: PathGlob) -> Bool { a.pattern == b.pattern }
  package func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}

extension PathGlob {
  /// One state of the program; all but `fork` and `accept` read one byte.
  enum Step: Sendable {
    case byte(UInt8)
    /// Any byte but the separator.
    case notSlash
    case any
    case oneOf(ByteSet)
    case fork([Int])
    case accept

    func target(over byte: UInt8, from state: Int) -> Int? {
      let reads =
        switch self {
        case .byte(let wanted): wanted == byte
        case .notSlash: byte != UInt8(ascii: "/")
        case .any: true
        case .oneOf(let set): set.contains(byte)
        case .fork, .accept: false
        }
      return reads ? state + 1 : nil
    }
  }
}

/// States that hold at one place of the path, each at most once.
private struct StateSet: Sendable {
  private(set) var members: [Int] = []
  private var isIn: [Bool]

  init(count: Int) { isIn = Array(repeating: false, count: count) }

  func contains(_ state: Int) -> Bool { isIn[state] }

  mutating func insert(_ state: Int) -> Bool {
    guard !isIn[state] else { return false }
    isIn[state] = true
    members.append(state)
    return true
  }

  mutating func removeAll() {
    for state in members { isIn[state] = false }
    members.removeAll(keepingCapacity: true)
  }
}
