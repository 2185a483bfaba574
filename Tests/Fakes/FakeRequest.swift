import Foundation

/// One request as it came over the wire.
package struct FakeRequest: Sendable {
  /// Position among all requests of the node, from 0.
  package let number: Int
  package let method: String
  /// The path with its query.
  package let path: String
  /// Names in lower case; of repeated headers the last.
  package let headers: [String: String]
  package let body: [UInt8]

  package init(number: Int, method: String, path: String, headers: [String: String], body: [UInt8]) {
    self.number = number
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }

  package var text: String { String(decoding: body, as: UTF8.self) }

  /// A request that asks a model something, rather than one about the node.
  package var isChat: Bool { isOllama || path.hasSuffix("/chat/completions") }

  package var isOllama: Bool { path == "/api/chat" }

  /// The body as JSON; empty when it is none.
  package var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
  }

  /// The messages of a chat, in their order; empty for anything else.
  package var messages: [Message] {
    (try? JSONDecoder().decode(Chat.self, from: Data(body)))?.messages ?? []
  }

  /// The text of the last message from the user.
  package var prompt: String { messages.last { $0.role == "user" }?.content ?? "" }

  package var wantsStream: Bool {
    let wish = (try? JSONDecoder().decode(Chat.self, from: Data(body)))?.stream
    return wish ?? isOllama
  }

  package struct Message: Sendable, Codable, Hashable {
    package let role: String
    package let content: String
  }

  private struct Chat: Codable {
    let messages: [Message]
    let stream: Bool?
  }
}
