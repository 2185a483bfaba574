import Checkpoints
import Foundation
import Testing

/// The two stores that keep the same promises.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
  case memory, sqlite

  var testDescription: String { rawValue }

  /// Gives the body a store without runs.
  func withStore(_ body: (any CheckpointStore) async throws -> Void) async throws {
    switch self {
    case .memory: try await body(MemoryCheckpointStore())
    case .sqlite:
      try await withDirectory { directory in
        let store = try await SQLiteCheckpointStore.open(at: "\(directory)/store.sqlite")
        try await body(store)
        await store.close()
      }
    }
  }
}

/// Gives the body the path of an empty directory that is removed afterwards.
func withDirectory<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let path =
    FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    + "/sluice-store-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try await body(path)
}

/// The kind of the error that the body throws; nil when it throws none.
func failure(of body: () async throws -> Void) async -> StoreError.Kind? {
  do {
    try await body()
    return nil
  } catch {
    return (error as? StoreError)?.kind
  }
}
