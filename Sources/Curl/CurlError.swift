import CLibcurl

/// Why a transfer brought no whole reply.
package struct CurlError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Limit: String, Sendable, Hashable {
    case connect, first, stall, total
  }

  package enum Kind: Sendable, Hashable {
    case cancelled
    /// A limit of `TransferLimits` ran out.
    case timedOut(Limit)
    /// The body grew beyond `maxBodyBytes`, or the head beyond its own limit.
    case tooLarge
    /// The sink wanted no more.
    case stopped
    /// The request itself cannot be sent: address, protocol, header.
    case invalid
    /// The name of the host is not known.
    case resolve
    /// Nobody listens, or the way is closed.
    case connect
    /// The certificate is not trusted, or TLS failed.
    case tls
    case proxy
    /// The connection ended before the reply did.
    case broken
    /// Any other code of libcurl.
    case other(Int)
  }

  package let kind: Kind
  /// One sentence: what and where. Holds no user, no password and no header.
  package let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

extension CurlError {
  /// Puts a code of libcurl into words. `text` is libcurl's own message about this transfer.
  init(code: CURLcode, text: String, host: String) {
    let reason = CurlError.withoutCredentials(text.isEmpty ? LibCurl.text(code) : text)
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      self.init(.resolve, "the name of \(host) is not known (\(reason)); check the node's url")
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
      // libcurl's own text can quote the proxy's address with its password.
      self.init(.proxy, "the proxy on the way to \(host) does not answer; check http_proxy and https_proxy")
    case CURLE_COULDNT_CONNECT:
      self.init(.connect, "cannot connect to \(host) (\(reason))")
    case CURLE_OPERATION_TIMEDOUT:
      self.init(.timedOut(.connect), "no connection to \(host) within the time allowed (\(reason))")
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
      self.init(.tls, "no trusted TLS connection to \(host) (\(reason)); check SSL_CERT_FILE")
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
      CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING, CURLE_WEIRD_SERVER_REPLY:
      self.init(.broken, "the connection to \(host) broke before the reply was complete (\(reason))")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT:
      self.init(.invalid, "the address of \(host) is not an http or https address (\(reason))")
    default:
      self.init(.other(Int(code.rawValue)), "the transfer to \(host) failed (\(reason))")
    }
  }

  /// `//user:password@` becomes `//`.
  static func withoutCredentials(_ text: String) -> String {
    guard text.utf8.contains(0x40) else { return text }
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard let at = word.lastIndex(of: "@") else { return String(word) }
      let scheme = word.firstRange(of: "://").map { String(word[..<$0.upperBound]) } ?? ""
      return scheme + word[word.index(after: at)...]
    }.joined(separator: " ")
  }
}
