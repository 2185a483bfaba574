/// Reads HTTP/1.1 requests off a connection, one after the other.
struct HTTPReader {
  private let wire: Wire
  private var buffer: [UInt8] = []

  init(_ wire: Wire) { self.wire = wire }

  struct Message {
    var method: String
    var path: String
    var headers: [String: String]
    var body: [UInt8]
  }

  /// Nil when the client has left.
  mutating func next() async throws -> Message? {
    var searched = 0
    while true {
      if let end = headEnd(from: searched) { return try await message(headEnd: end) }
      searched = max(0, buffer.count - 3)
      guard try await fill() else { return nil }
    }
  }

  private mutating func fill() async throws -> Bool {
    guard let bytes = try await wire.read() else { return false }
    if buffer.isEmpty { buffer = bytes } else { buffer += bytes }
    return true
  }

  /// The index after the empty line.
  private func headEnd(from start: Int) -> Int? {
    let bytes = buffer.span
    var at = start
    while at + 3 < bytes.count {
      if bytes[at] == 13, bytes[at + 1] == 10, bytes[at + 2] == 13, bytes[at + 3] == 10 { return at + 4 }
      at += 1
    }
    return nil
  }

  private mutating func message(headEnd: Int) async throws -> Message? {
    let head = String(decoding: buffer[..<headEnd], as: UTF8.self)
    var lines = head.split(separator: "\r\n")[...]
    let first = lines.popFirst()?.split(separator: " ") ?? []
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while buffer.count < headEnd + length {
      guard try await fill() else { return nil }
    }
    let body = Array(buffer[headEnd..<headEnd + length])
    buffer.removeFirst(headEnd + length)
    return Message(
      method: first.first.map(String.init) ?? "", path: first.dropFirst().first.map(String.init) ?? "",
      headers: headers, body: body)
  }
}
