import Git

/// Some changed files of one directory that are planned together and share the head of their prompts.
struct DirectoryChunk: Sendable {
  var directory: ArraySlice<UInt8>
  var changes: [FileChange]

  /// Windows of at most `most` files, each of whole chunks. Directories stand in the order in which git first names
  /// them, and so do the files of each: a directory's units stay together, and with them their shared prefix.
  static func windows(of changes: [FileChange], atMost most: Int) -> [[DirectoryChunk]] {
    var windows: [[DirectoryChunk]] = []
    var current: [DirectoryChunk] = []
    var count = 0
    for chunk in chunks(of: changes, atMost: most) {
      if count + chunk.changes.count > most, !current.isEmpty {
        windows.append(current)
        current = []
        count = 0
      }
      current.append(chunk)
      count += chunk.changes.count
    }
    return current.isEmpty ? windows : windows + [current]
  }

  private static func chunks(of changes: [FileChange], atMost most: Int) -> [DirectoryChunk] {
    var order: [ArraySlice<UInt8>] = []
    var members: [ArraySlice<UInt8>: [FileChange]] = [:]
    for change in changes {
      let directory = RepositoryPath.directory(of: change.path)
      if members[directory] == nil { order.append(directory) }
      members[directory, default: []].append(change)
    }
    return order.flatMap { directory in
      let all = members[directory] ?? []
      return stride(from: 0, to: all.count, by: most).map { start in
        DirectoryChunk(directory: directory, changes: Array(all[start..<min(start + most, all.count)]))
      }
    }
  }
}
