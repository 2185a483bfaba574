/// The usual variables that say how to reach the world: proxies and trusted certificates.
///
/// They are read here rather than by libcurl, so that a run's settings are one value and do not change under it.
package struct NetworkSettings: Sendable {
  let httpProxy: String?
  let httpsProxy: String?
  let noProxy: String
  let caFile: String?
  let caDirectory: String?
  let userAgent: String

  /// `environment` as the process got it; `version` is that of Sluice.
  package init(environment: [String: String] = [:], version: String = "0") {
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    let all = value("all_proxy", "ALL_PROXY")
    // HTTP_PROXY in capitals is not read: in a CGI process it is set by whoever sends a "Proxy:" header.
    httpProxy = value("http_proxy") ?? all
    httpsProxy = value("https_proxy", "HTTPS_PROXY") ?? all
    // What is on this machine stays on it: a proxy would carry restricted code out of the building.
    let own = "localhost,127.0.0.1,127.0.0.0/8,::1"
    noProxy = value("no_proxy", "NO_PROXY").map { $0 == "*" ? $0 : "\($0),\(own)" } ?? own
    caFile = value("CURL_CA_BUNDLE", "SSL_CERT_FILE")
    caDirectory = value("SSL_CERT_DIR")
    userAgent = "sluice/\(version)"
  }

  func proxy(for url: String) -> String? {
    HTTPRequest.isSecure(url) ? httpsProxy : httpProxy
  }
}

// A proxy's address may hold a password.
extension NetworkSettings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "[network settings, \(userAgent)]" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["userAgent": userAgent]) }
}
