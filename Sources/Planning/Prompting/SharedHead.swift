import Model

/// The head of the user message: what all units of one chunk of a directory have in common.
struct SharedHead: Sendable {
  static let mostSiblings = 20
  private static let longestTitle = 200

  let text: String
  let tokens: Int

  /// `siblings` are the names of files that no rule restricts; only the first twenty are told.
  init(title: String?, directory: ArraySlice<UInt8>, siblings: [String]) {
    var lines = ""
    if let title = title.flatMap(SharedHead.safeTitle) { lines += "change: \(title)\n" }
    // One name would only repeat what the unit says itself.
    if siblings.count > 1 {
      let place = String(decoding: directory, as: UTF8.self)
      let folder = OneLine.of(place.isEmpty ? "." : place, limit: 300)
      let names = siblings.prefix(SharedHead.mostSiblings).map { OneLine.of($0, limit: 100) }
      let more = siblings.count - names.count
      lines += "also changed in \(folder): " + names.joined(separator: ", ")
      lines += more > 0 ? ", and \(more) more\n" : "\n"
    }
    text = lines.isEmpty ? "" : Fence.around(Array(lines.utf8), label: "context")
    tokens = text.isEmpty ? 0 : TokenEstimate.tokens(in: text)
  }

  /// One line; nil when nothing is left of it or when it holds a secret, which must not go along with every unit.
  private static func safeTitle(_ title: String) -> String? {
    let line = OneLine.of(title, limit: longestTitle)
    guard !line.isEmpty else { return nil }
    let kinds = SecretScanner(isConfiguration: true).kinds(in: Array(title.utf8))
    return kinds.isEmpty ? line : "[withheld by sluice: the title holds a secret]"
  }
}
