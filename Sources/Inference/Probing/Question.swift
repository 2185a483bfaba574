import Curl

/// One fact asked of a node, and what came back.
enum Fact: Sendable {
  case json(JSONValue)
  case refused(status: Int, NodeError)
  case failed(CurlError)

  var json: JSONValue? {
    if case .json(let value) = self { value } else { nil }
  }

  var failure: CurlError? {
    if case .failed(let error) = self { error } else { nil }
  }

  var status: Int? {
    if case .refused(let status, _) = self { status } else { nil }
  }
}

extension Endpoint {
  /// Asks for `path`; with a body by POST.
  func ask(_ path: String, body: [UInt8]? = nil, timeout: Duration) async -> Fact {
    do {
      let response = try await loop.perform(request(path, body: body, limits: .brief(timeout)))
      guard response.status == 200 else {
        let error =
          response.redirectHost.map { NodeError(message: "redirects to \($0)") }
          ?? NodeError(body: response.body)
        return .refused(status: response.status, error)
      }
      guard let json = try? JSONReader.read(response.body) else {
        return .refused(status: 200, NodeError(message: "the reply is not JSON"))
      }
      return .json(json)
    } catch {
      return .failed(error)
    }
  }

  /// Why the node cannot be used, from the answer to a question that every such node answers.
  func trouble(_ fact: Fact) -> String? {
    switch fact {
    case .json: nil
    case .failed(let error): withoutKey(error.description)
    case .refused(let status, let error):
      withoutKey(Verdict(error, status: status, host: host).detail ?? "\(host) answers with status \(status)")
    }
  }
}
