/// What goes to a server.
package struct HTTPRequest: Sendable {
  package enum Method: Sendable {
    case get, post
  }

  package var method: Method
  /// `http` or `https`; anything else is refused.
  package var url: String
  package var headers: [HTTPHeader]
  /// Sent with POST only.
  package var body: [UInt8]
  package var limits: TransferLimits

  package init(
    _ method: Method = .get, _ url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
    limits: TransferLimits = TransferLimits()
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.limits = limits
  }

  /// Host and port as written, without user, password, path and query: fit for messages.
  package var host: String { Self.host(of: url) }

  package static func host(of url: String) -> String {
    var rest = url.utf8[...]
    if let scheme = url.firstRange(of: "://") { rest = url.utf8[scheme.upperBound...] }
    rest = rest.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 && $0 != 0x5C }
    if let at = rest.lastIndex(of: 0x40) { rest = rest[rest.index(after: at)...] }
    return String(rest.filter { $0 > 32 && $0 < 127 }.prefix(255).map { Character(Unicode.Scalar($0)) })
  }
}

/// How long a transfer may take, and how large its reply may be.
package struct TransferLimits: Sendable, Hashable {
  /// Name, TCP and TLS.
  package var connect: Duration
  /// From the beginning until the sink says that the reply flows (without a sink: the first byte of the body).
  package var first: Duration
  /// Without a byte of the body, once it flows.
  package var stall: Duration
  package var total: Duration
  package var maxBodyBytes: Int

  package init(
    connect: Duration = .seconds(10), first: Duration = .seconds(120), stall: Duration = .seconds(30),
    total: Duration = .seconds(600), maxBodyBytes: Int = 8 << 20
  ) {
    self.connect = connect
    self.first = first
    self.stall = stall
    self.total = total
    self.maxBodyBytes = maxBodyBytes
  }

  package static func brief(_ timeout: Duration) -> TransferLimits {
    TransferLimits(connect: timeout, first: timeout, stall: timeout, total: timeout, maxBodyBytes: 4 << 20)
  }
}
