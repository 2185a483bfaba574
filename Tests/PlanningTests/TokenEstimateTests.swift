import Testing

@testable import Planning

struct TokenEstimateTests {
  @Test(arguments: [
    ("", 0), ("a", 1022), ("foo", 1022), ("fooBar", 2044), ("HTTPServer", 2044), ("Server", 1022),
    ("abcdefgh", 1032),
    ("12", 2704), ("a_b", 2309), ("__", 265), ("é", 662), ("(", 683), ("();", 925), ("();;", 1167),
    ("\n", 668),
    ("\n    ", 668), ("\n\n  \n", 668), ("a b", 2044), ("a  b", 3334), ("a    b", 3334), ("x = 1", 3057),
  ])
  func `each feature has its weight`(_ text: String, _ thousandths: Int) {
    let bytes = Array(text.utf8)
    #expect(TokenEstimate.thousandths(in: bytes, 0..<bytes.count) == thousandths)
  }

  @Test func `tokens are rounded up`() {
    #expect(TokenEstimate.tokens(in: "") == 0)
    #expect(TokenEstimate.tokens(in: "__") == 1)
    #expect(TokenEstimate.tokens(in: "foo") == 2)
  }

  @Test func `a range is counted without its surroundings`() {
    let bytes = Array("foo(bar)".utf8)
    #expect(TokenEstimate.thousandths(in: bytes, 4..<7) == 1022)
  }
}
