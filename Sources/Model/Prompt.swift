/// The exact text of one request, most shared part first so that a node's prefix cache hits.
package struct Prompt: Sendable, Hashable, Codable {
  /// The system message: instructions, categories and the shape of the answer. The same for a whole run.
  package var instructions: String
  /// The head of the user message: path rules, title, sibling files. The same for one directory.
  package var shared: String
  /// The rest of the user message: enclosing declaration and hunks of this unit alone.
  package var body: String
  /// Estimated tokens of the whole request before any node has counted them.
  package var estimatedTokens: Int

  package init(instructions: String, shared: String, body: String, estimatedTokens: Int) {
    self.instructions = instructions
    self.shared = shared
    self.body = body
    self.estimatedTokens = estimatedTokens
  }

  /// The user message.
  package var user: String { shared + body }

  /// Bytes of UTF-8 that a request carries of this prompt, without the protocol around it.
  package var byteCount: Int { instructions.utf8.count + shared.utf8.count + body.utf8.count }
}
