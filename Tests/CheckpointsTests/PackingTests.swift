import Model
import Testing

@testable import Checkpoints

@Suite struct PackingTests {
  @Test(arguments: [0, 1, -1, 63, 64, -65, 1 << 31, Int.max, Int.min])
  func `a number comes back`(number: Int) throws {
    var packer = Packer()
    packer.add(number)
    var unpacker = Unpacker(packer.bytes)
    #expect(try unpacker.int() == number)
  }

  @Test(arguments: [0, 0.1, -1.5, .infinity, .leastNonzeroMagnitude] as [Double])
  func `a fraction comes back bit for bit`(number: Double) throws {
    var packer = Packer()
    packer.add(number)
    var unpacker = Unpacker(packer.bytes)
    #expect(try unpacker.double().bitPattern == number.bitPattern)
  }

  @Test func `an answer comes back with every anchor, severity and category`() throws {
    var answer = Answer(findings: [], dropped: ["too-many": 3])
    for (index, category) in Category.allCases.enumerated() {
      var finding = Sample.finding("Nr. \(index)")
      finding.category = category
      finding.severity = Severity.allCases[index % 4]
      finding.anchor = [.hunk, .nearHunk, .file][index % 3]
      finding.suggestion = index.isMultiple(of: 2) ? "Do it \(index) times." : nil
      answer.findings.append(finding)
    }
    #expect(try Answer(packed: answer.packed) == answer)
  }

  @Test func `damaged bytes are an error and never a crash`() throws {
    let whole = Sample.answer.packed
    for length in 0..<whole.count {
      #expect(throws: Unpacker.Malformed.self) { try Answer(packed: Array(whole[..<length])) }
    }
    for index in whole.indices {
      var damaged = whole
      damaged[index] = 0xFF
      _ = try? Answer(packed: damaged)
    }
  }

  @Test(arguments: [0, 1, 2, 255, 256, 257, 5000, 1 << 20])
  func `a text of any size is packed and unpacked`(size: Int) throws {
    let text = Array(repeating: "let value = compute()\n", count: size / 22 + 1).joined().utf8.prefix(size)
    let packed = PreparedOutcome.pack(Array(text))
    #expect(try Snapshot.unpack(packed) == Array(text))
    if size >= 5000 { #expect(packed.count < size / 5) }
  }

  @Test func `what does not shrink grows by one byte`() throws {
    var generator = SplitMix(state: 42)
    let noise = (0..<4096).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    let packed = PreparedOutcome.pack(noise)
    #expect(packed.count == noise.count + 1)
    #expect(try Snapshot.unpack(packed) == noise)
  }

  @Test func `packed bytes that were damaged never unpack to something else`() throws {
    let text = Array(String(repeating: "abcdefgh", count: 200).utf8)
    let packed = PreparedOutcome.pack(text)
    for length in 0..<packed.count {
      #expect(throws: Unpacker.Malformed.self, "cut to \(length) bytes") {
        _ = try Snapshot.unpack(Array(packed[..<length]))
      }
    }
    for index in packed.indices {
      for bit in 0..<8 {
        var damaged = packed
        damaged[index] ^= 1 << bit
        // Some flips name the same repetition in another way, which does no harm.
        let isHarmless = (try? Snapshot.unpack(damaged)).map { $0 == text } ?? true
        #expect(isHarmless, "bit \(bit) of byte \(index)")
      }
    }
  }
}

/// A generator with a fixed seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
