import CLibcurl

/// One request on its way, and the easy handle that carries it. Lives on the loop's thread; used again for the
/// next request when it has ended.
@safe final class Transfer {
  typealias Outcome = Result<HTTPResponse, CurlError>

  let handle: EasyHandle
  private(set) var id: UInt64 = 0
  private(set) var host = ""
  /// The address that `host` was taken from.
  private var url = ""
  private var continuation: CheckedContinuation<Outcome, Never>?
  private var sink: (any BodySink)?
  private var limits = TransferLimits()
  private var head: [UInt8] = []
  private var body: [UInt8] = []
  private var bodyBytes = 0
  private var clock = TransferClock()
  private let alarm: Alarm
  /// Why the callbacks cut the transfer; libcurl itself only says "write error".
  private var cut: CurlError?
  private var list: UnsafeMutablePointer<curl_slist>?
  private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  /// A head larger than this is an attack: libcurl before 8.3 would collect it for ever.
  private static let maxHeadBytes = 256 << 10

  init?(_ alarm: Alarm) {
    guard let handle = EasyHandle() else { return nil }
    self.alarm = alarm
    self.handle = handle
  }

  deinit {
    unsafe curl_slist_free_all(list)
    unsafe message.deallocate()
  }

  /// The nanosecond at which a limit runs out.
  var deadline: Int64 { clock.deadline(limits) }

  func prepare(
    _ request: HTTPRequest, id: UInt64, sink: (any BodySink)?, settings: NetworkSettings, now: Int64
  ) -> CurlError? {
    self.id = id
    self.sink = sink
    limits = request.limits
    setHost(request)
    clock = TransferClock(start: now)
    unsafe message.initialize(to: 0)
    guard request.headers.allSatisfy(\.isWellFormed) else {
      return CurlError(
        .invalid, "a header of the request to \(host) holds a line break or a control character")
    }
    configure(request, settings)
    guard handle.set(CURLOPT_URL, request.url) else {
      return CurlError(.invalid, "the address of \(host) is too long or malformed")
    }
    setAlarm()
    return nil
  }

  /// When this transfer must be looked at again. A change of phase can bring it nearer.
  fileprivate func setAlarm() { alarm.rings(by: clock.deadline(limits)) }

  /// Nearly every request goes where the last one went.
  private func setHost(_ request: HTTPRequest) {
    guard url != request.url else { return }
    url = request.url
    host = request.host
  }

  func begin(_ continuation: CheckedContinuation<Outcome, Never>) { self.continuation = continuation }

  private func configure(_ request: HTTPRequest, _ settings: NetworkSettings) {
    handle.reset()
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe handle.set(CURLOPT_PRIVATE, pointer: context)
    unsafe handle.set(CURLOPT_WRITEDATA, pointer: context)
    unsafe handle.set(CURLOPT_HEADERDATA, pointer: context)
    unsafe handle.set(CURLOPT_WRITEFUNCTION, callback: onBody)
    unsafe handle.set(CURLOPT_HEADERFUNCTION, callback: onHead)
    unsafe handle.set(CURLOPT_ERRORBUFFER, pointer: UnsafeMutableRawPointer(message))
    // Time-outs by signal would hit any thread of the process.
    handle.set(CURLOPT_NOSIGNAL, 1)
    handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    handle.set(CURLOPT_FOLLOWLOCATION, 0)
    handle.set(CURLOPT_TCP_NODELAY, 1)
    handle.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, request.limits.connect.milliseconds))
    handle.set(CURLOPT_USERAGENT, settings.userAgent)
    if request.isSecure { secure(settings) }
    route(request, settings)
    if request.method == .post { handle.setBody(request.body) }
    setHeaders(request.headers)
  }

  private func secure(_ settings: NetworkSettings) {
    handle.set(CURLOPT_SSL_VERIFYPEER, 1)
    handle.set(CURLOPT_SSL_VERIFYHOST, 2)
    _ = unsafe sluice_prefer_http2_over_tls(handle.raw)
    // Wait for the first connection's offer of HTTP/2 instead of opening one connection per request.
    handle.set(CURLOPT_PIPEWAIT, 1)
    if let file = settings.caFile { handle.set(CURLOPT_CAINFO, file) }
    if let directory = settings.caDirectory { handle.set(CURLOPT_CAPATH, directory) }
  }

  private func route(_ request: HTTPRequest, _ settings: NetworkSettings) {
    // An empty proxy also keeps libcurl from reading the environment itself.
    handle.set(CURLOPT_PROXY, settings.proxy(for: request.url) ?? "")
    handle.set(CURLOPT_NOPROXY, settings.noProxy)
  }

  private func setHeaders(_ headers: [HTTPHeader]) {
    unsafe curl_slist_free_all(list)
    // libcurl would hold back bodies above 1 MiB for a "100 Continue" that many nodes never send.
    unsafe list = curl_slist_append(nil, "Expect:")
    for header in headers { unsafe list = curl_slist_append(list, "\(header.name): \(header.value)") }
    unsafe handle.set(CURLOPT_HTTPHEADER, list: list)
  }
}

// What arrives, on the loop's thread, from within `curl_multi_perform`.
extension Transfer {
  fileprivate func receive(head line: UnsafeBufferPointer<UInt8>) -> Bool {
    // A new status line begins a new head: an interim reply (100, 103) or a proxy's answer to CONNECT.
    if unsafe line.starts(with: "HTTP/".utf8) { head.removeAll(keepingCapacity: true) }
    unsafe head.append(contentsOf: line)
    guard head.count <= Self.maxHeadBytes else {
      cut = CurlError(.tooLarge, "the head of the reply from \(host) exceeds \(Self.maxHeadBytes) bytes")
      return false
    }
    return true
  }

  fileprivate func receive(body bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bodyBytes += bytes.count
    guard bodyBytes <= limits.maxBodyBytes else {
      cut = CurlError(
        .tooLarge, "the reply from \(host) exceeds \(limits.maxBodyBytes) bytes and was cut (maxReplyBytes)")
      return false
    }
    guard let sink else {
      flows()
      unsafe body.append(contentsOf: bytes)
      return true
    }
    switch unsafe sink.receive(bytes.span, status: handle.status) {
    case .waiting: clock.lives(at: MonotonicClock.now)
    case .flowing: flows()
    case .done:
      clock.ends(at: MonotonicClock.now)
      setAlarm()
    case .stop:
      cut = CurlError(.stopped, "the reply from \(host) was cut: the rest of it cannot be used")
      return false
    }
    return true
  }

  private func flows() {
    if clock.flows(at: MonotonicClock.now) { setAlarm() }
  }
}

private let onBody: sluice_curl_callback = { data, size, count, context in
  guard let data = unsafe data, let context = unsafe context else { return 0 }
  let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  let length = size * count
  return unsafe UnsafeRawPointer(data).withMemoryRebound(to: UInt8.self, capacity: length) {
    unsafe transfer.receive(body: UnsafeBufferPointer(start: $0, count: length)) ? length : 0
  }
}

private let onHead: sluice_curl_callback = { data, size, count, context in
  guard let data = unsafe data, let context = unsafe context else { return 0 }
  let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  let length = size * count
  return unsafe UnsafeRawPointer(data).withMemoryRebound(to: UInt8.self, capacity: length) {
    unsafe transfer.receive(head: UnsafeBufferPointer(start: $0, count: length)) ? length : 0
  }
}

// How it ends.
extension Transfer {
  /// libcurl says that the transfer is over.
  func end(_ code: CURLcode) {
    if let cut { return resume(.failure(cut)) }
    guard code != CURLE_OK, !clock.isDone else { return succeed() }
    let text = unsafe String(cString: message)
    resume(.failure(CurlError(code: code, text: text, host: host)))
  }

  /// A limit has run out.
  func expire() {
    guard let limit = clock.expired(limits) else { return succeed() }
    let time = limits[limit].milliseconds
    let what =
      switch limit {
      case .connect, .total: "the whole reply did not come"
      case .first: "no answer began"
      case .stall: "nothing more came"
      }
    resume(
      .failure(
        CurlError(.timedOut(limit), "\(what) from \(host) within \(time) ms (limit: \(limit.rawValue))"))
    )
  }

  func cancel() { resume(.failure(CurlError(.cancelled, "the request to \(host) was cancelled"))) }

  func fail(_ error: CurlError) { resume(.failure(error)) }

  /// A name look-up that hangs would otherwise hold up every other transfer while the handle is removed.
  func abandon() { handle.set(CURLOPT_QUICK_EXIT, 1) }

  private func succeed() {
    resume(.success(HTTPResponse(status: handle.status, rawHead: head, body: body)))
  }

  private func resume(_ outcome: Outcome) {
    let waiting = continuation
    continuation = nil
    sink = nil
    cut = nil
    head = []
    body = []
    bodyBytes = 0
    waiting?.resume(returning: outcome)
  }
}

extension HTTPRequest {
  var isSecure: Bool { Self.isSecure(url) }

  static func isSecure(_ url: String) -> Bool {
    url.utf8.prefix(6).elementsEqual("https:".utf8) { $0 | 32 == $1 }
  }
}
