import CLibcurl

/// The C library itself.
package enum LibCurl {
  /// The version at run time, such as `7.88.1`.
  package static var version: String {
    prepare()
    guard let text = unsafe sluice_version() else { return "unknown" }
    return unsafe String(cString: text)
  }

  /// `curl_global_init` must come before every other call; a static is run once, by one thread.
  static func prepare() { _ = initialised }

  private static let initialised = sluice_global_init() == CURLE_OK

  /// What libcurl says about a code, for people.
  static func text(_ code: CURLcode) -> String {
    guard let text = unsafe curl_easy_strerror(code) else { return "unknown error" }
    return unsafe String(cString: text)
  }
}
