import CZlib

/// Owns one `z_stream` that unpacks.
///
/// `@safe`: the pointer is private, set up by `init` and freed by `deinit` alone.
/// `@unchecked Sendable`: `Streams` hands it to one caller at a time and nobody else holds it.
@safe final class Inflater: @unchecked Sendable {
  /// On the heap at a fixed place: zlib's inner state points back at it.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Nil when zlib cannot get its memory.
  init?() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe inflateInit2_(stream, 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      unsafe stream.deallocate()
      return nil
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Exactly `count` bytes; nil when the stream is damaged, or holds fewer or more.
  func unpack(_ packed: [UInt8], from start: Int, count expected: Int) -> [UInt8]? {
    guard unsafe inflateReset(stream) == Z_OK else { return nil }
    var isWhole = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: expected) { output, count in
      isWhole = unsafe packed.withUnsafeBufferPointer { input in
        // zlib's interface predates const; it does not write to its input.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress).map {
          unsafe $0 + start
        }
        unsafe stream.pointee.avail_in = UInt32(clamping: input.count - start)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(clamping: expected)
        let code = unsafe inflate(stream, Z_FINISH)
        return unsafe code == Z_STREAM_END && Int(stream.pointee.total_out) == expected
          && stream.pointee.avail_in == 0
      }
      count = isWhole ? expected : 0
    }
    return isWhole ? bytes : nil
  }
}
