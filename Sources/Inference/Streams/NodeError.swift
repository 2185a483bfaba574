/// What a node says went wrong, in whichever of the usual shapes.
struct NodeError: Sendable, Hashable {
  var message = ""
  var type = ""
  /// A word or a status.
  var code = ""
  /// Why a moderator objected, and the like.
  var hasModeration = false

  init(message: String) { self.message = message }

  /// Nil when the JSON is no error.
  init?(_ json: JSONValue) {
    if let inner = json["error"], inner != .null {
      if let text = inner.string {
        message = text
      } else {
        read(inner)
      }
    } else if json["object"]?.string == "error" || json["choices"] == nil && json["message"]?.string != nil {
      read(json)
    } else if let detail = json["detail"] {
      message = detail.string ?? detail.array?.first?["msg"]?.string ?? "the request was not understood"
    } else {
      return nil
    }
  }

  /// Reads the body of a reply whose status is not 200.
  init(body: [UInt8]) {
    if let json = try? JSONReader.read(body), let error = NodeError(json) {
      self = error
    } else {
      message = String(decoding: body.prefix(300), as: UTF8.self)
    }
  }

  private mutating func read(_ json: JSONValue) {
    message = json["message"]?.string ?? ""
    type = json["type"]?.word ?? json["metadata"]?["error_type"]?.word ?? ""
    code = json["code"]?.word ?? ""
    hasModeration = json["metadata"]?["reasons"] != nil || json["metadata"]?["flagged_input"] != nil
  }

  /// A status that stands where a code is expected: errors inside a 200.
  var status: Int? { Int(code).flatMap { (400..<600).contains($0) ? $0 : nil } }

  /// Everything that can be searched for a spelling.
  var words: String { "\(type) \(code) \(message)".lowercased() }
}
