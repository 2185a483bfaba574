/// The word after a fence that colours its code: ours, by the file's extension, never a word of the file.
enum FenceLanguage {
  static func of(path: String) -> String {
    guard let dot = path.utf8.lastIndex(of: 0x2E) else { return "text" }
    return byExtension[String(path[dot...].dropFirst()).lowercased()] ?? "text"
  }

  private static let byExtension = [
    "swift": "swift", "c": "c", "h": "c", "cc": "cpp", "cpp": "cpp", "hpp": "cpp", "m": "objc", "rs": "rust",
    "go": "go", "py": "python", "rb": "ruby", "js": "javascript", "mjs": "javascript", "jsx": "jsx",
    "ts": "typescript", "tsx": "tsx", "java": "java", "kt": "kotlin", "scala": "scala", "cs": "csharp",
    "php": "php", "sh": "sh", "bash": "sh", "sql": "sql", "json": "json", "yaml": "yaml", "yml": "yaml",
    "toml": "toml", "ini": "ini", "xml": "xml", "html": "html", "css": "css", "tf": "hcl", "proto": "proto",
  ]
}
