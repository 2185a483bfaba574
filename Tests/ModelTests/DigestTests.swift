import Model
import Testing

@Suite struct DigestTests {
  @Test func `fields do not run together`() {
    #expect(Digest(of: ["ab", "c"]) != Digest(of: ["a", "bc"]))
    #expect(Digest(of: ["ab", ""]) != Digest(of: ["ab"]))
  }

  @Test func `hexadecimal text is read back`() throws {
    let digest = Digest(of: ["refund"])
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
    #expect(Digest(hex: String(repeating: "g", count: 64)) == nil)
  }

  @Test func `the empty list has the digest of no bytes`() {
    #expect(
      Digest(of: []).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}
