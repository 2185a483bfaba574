import CZlib

/// Owns one `z_stream` that packs.
///
/// `@safe`: the pointer is private, set up by `init` and freed by `deinit` alone.
/// `@unchecked Sendable`: `Streams` hands it to one caller at a time and nobody else holds it.
@safe final class Deflater: @unchecked Sendable {
  /// On the heap at a fixed place: zlib's inner state points back at it.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Nil when zlib cannot get its memory.
  init?() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Level 6 packs source code and answers 5 to 15 % smaller and takes up to twice the time.
    let code = unsafe deflateInit2_(
      stream, 1, Z_DEFLATED, 15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      unsafe stream.deallocate()
      return nil
    }
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// The header followed by the zlib stream; nil when zlib fails.
  func pack(_ bytes: [UInt8], after header: [UInt8]) -> [UInt8]? {
    guard unsafe deflateReset(stream) == Z_OK else { return nil }
    let bound = header.count + Int(unsafe deflateBound(stream, UInt(bytes.count)))
    var code = Z_OK
    let packed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      _ = unsafe output.initialize(from: header)
      code = unsafe bytes.withUnsafeBufferPointer { input in
        // zlib's interface predates const; it does not write to its input.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + header.count }
        unsafe stream.pointee.avail_out = UInt32(clamping: bound - header.count)
        return unsafe deflate(stream, Z_FINISH)
      }
      count = header.count + Int(unsafe stream.pointee.total_out)
    }
    return code == Z_STREAM_END ? packed : nil
  }
}
