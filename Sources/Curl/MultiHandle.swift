import CLibcurl

/// The one owner of a libcurl multi handle: its transfers, connections and names already looked up.
///
/// `@unchecked Sendable`: everything but `wake` is called on the loop's thread alone; `curl_multi_wakeup` is the
/// one call that libcurl allows from any thread. The pointer itself never changes.
@safe final class MultiHandle: @unchecked Sendable {
  private let raw: UnsafeMutableRawPointer?

  init() {
    LibCurl.prepare()
    unsafe raw = curl_multi_init()
    // Idle connections that are kept for the next request; the default shrinks with the number of transfers.
    _ = unsafe sluice_multi_set_long(raw, CURLMOPT_MAXCONNECTS, 128)
  }

  deinit { _ = unsafe curl_multi_cleanup(raw) }

  func add(_ handle: borrowing EasyHandle) -> Bool {
    unsafe curl_multi_add_handle(raw, handle.raw) == CURLM_OK
  }

  func remove(_ handle: borrowing EasyHandle) { _ = unsafe curl_multi_remove_handle(raw, handle.raw) }

  func perform() {
    var running: Int32 = 0
    _ = unsafe curl_multi_perform(raw, &running)
  }

  /// Sleeps until a socket is ready, libcurl's own timer is due, `wake` is called or the time is over.
  func sleep(milliseconds: Int32) {
    var ready: Int32 = 0
    _ = unsafe curl_multi_poll(raw, nil, 0, milliseconds, &ready)
  }

  func wake() { _ = unsafe curl_multi_wakeup(raw) }

  /// The next transfer that has ended, with libcurl's verdict.
  func nextEnded() -> (context: UnsafeMutableRawPointer, code: CURLcode)? {
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(raw, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle else {
        continue
      }
      let code = unsafe sluice_message_result(message)
      var context: UnsafeMutablePointer<CChar>?
      _ = unsafe sluice_get_pointer(easy, CURLINFO_PRIVATE, &context)
      if let context = unsafe context { return (UnsafeMutableRawPointer(context), code) }
    }
    return nil
  }
}
