import CLibcurl

/// The one owner of a libcurl easy handle. Creating one is expensive, so handles are reset and used again.
@safe struct EasyHandle: ~Copyable {
  let raw: UnsafeMutableRawPointer

  init?() {
    LibCurl.prepare()
    guard let raw = unsafe curl_easy_init() else { return nil }
    unsafe self.raw = unsafe raw
  }

  deinit { unsafe curl_easy_cleanup(raw) }

  func reset() { unsafe curl_easy_reset(raw) }

  func set(_ option: CURLoption, _ value: Int) { _ = unsafe sluice_set_long(raw, option, value) }

  /// False when libcurl refuses the text.
  @discardableResult
  func set(_ option: CURLoption, _ text: String) -> Bool {
    unsafe sluice_set_string(raw, option, text) == CURLE_OK
  }

  func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) {
    _ = unsafe sluice_set_pointer(raw, option, pointer)
  }

  func set(_ option: CURLoption, list: UnsafeMutablePointer<curl_slist>?) {
    _ = unsafe sluice_set_list(raw, option, list)
  }

  func set(_ option: CURLoption, callback: sluice_curl_callback?) {
    _ = unsafe sluice_set_callback(raw, option, callback)
  }

  /// Copies the body. The size must be set first, or libcurl would look for a terminating zero.
  func setBody(_ body: [UInt8]) {
    _ = unsafe sluice_set_size(raw, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    if body.isEmpty {
      set(CURLOPT_COPYPOSTFIELDS, "")
    } else {
      _ = unsafe body.withUnsafeBytes { unsafe sluice_set_bytes(raw, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) }
    }
  }

  /// The status of the reply so far; 0 before there is one.
  var status: Int {
    var value = 0
    _ = unsafe sluice_get_long(raw, CURLINFO_RESPONSE_CODE, &value)
    return value
  }
}
