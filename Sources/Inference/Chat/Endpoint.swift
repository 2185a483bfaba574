import Curl
import Model

/// The way to a node: its address, its key and the loop that carries the requests.
struct Endpoint: Sendable {
  let host: String
  let base: String
  let loop: TransferLoop
  private let credential: Credential?

  init(spec: NodeSpec, credential: Credential?, loop: TransferLoop) {
    var base = spec.url
    while base.hasSuffix("/") { base.removeLast() }
    // Some write the address with the protocol's own prefix.
    if spec.kind != .ollama, base.hasSuffix("/v1") { base.removeLast(3) }
    self.base = base
    self.credential = credential
    self.loop = loop
    host = HTTPRequest.host(of: base)
  }

  func request(_ path: String, body: [UInt8]? = nil, limits: TransferLimits) -> HTTPRequest {
    var headers = [HTTPHeader("Accept", "text/event-stream, application/json")]
    if body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    if let credential {
      headers.append(HTTPHeader("Authorization", "Bearer \(credential.secret)", isSecret: true))
    }
    return HTTPRequest(
      body == nil ? .get : .post, base + path, headers: headers, body: body ?? [], limits: limits)
  }

  /// A text without the key, should a server have repeated it.
  func withoutKey(_ text: String) -> String {
    guard let credential, text.contains(credential.secret) else { return text }
    return text.split(separator: credential.secret, omittingEmptySubsequences: false).joined(
      separator: "[key]")
  }
}
