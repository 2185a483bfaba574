/// What came back, whatever its status. Redirects are never followed: a request that carries code and a key
/// goes where the job says and nowhere else.
package struct HTTPResponse: Sendable {
  package let status: Int
  package var headers: [HTTPHeader] { rawHead.map(Self.headers) ?? listed }
  /// Empty when a sink took it.
  package let body: [UInt8]
  private let listed: [HTTPHeader]
  /// As it came. Taken apart when somebody asks, which nobody does for a reply that is all right.
  private let rawHead: [UInt8]?

  package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
    self.status = status
    listed = headers
    rawHead = nil
    self.body = body
  }

  init(status: Int, rawHead: [UInt8], body: [UInt8]) {
    self.status = status
    listed = []
    self.rawHead = rawHead
    self.body = body
  }

  /// The value of the first header of that name, in any case.
  package func header(_ name: String) -> String? {
    headers.first { Self.matches($0.name, name) }?.value
  }

  /// The host that a redirect names; nil when the reply is none.
  package var redirectHost: String? {
    guard (300..<400).contains(status), let location = header("location") else { return nil }
    return location.contains("://") ? HTTPRequest.host(of: location) : "the same host"
  }

  private static func matches(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && zip(a.utf8, b.utf8).allSatisfy { lower($0) == lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 32 : byte }

  /// Reads the raw head of a reply, its status line included; lines without a colon are passed over.
  static func headers(of raw: [UInt8]) -> [HTTPHeader] {
    raw.split(separator: 10).dropFirst().compactMap { line in
      let line = line.last == 13 ? line.dropLast() : line
      guard let colon = line.firstIndex(of: 58) else { return nil }
      let value = line[(colon + 1)...].drop { $0 == 32 || $0 == 9 }
      return HTTPHeader(
        String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
    }
  }
}
