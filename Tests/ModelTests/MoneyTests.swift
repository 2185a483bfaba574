import Model
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    ("2.00", 2_000_000), ("0.25", 250_000), ("5", 5_000_000), ("0.000001", 1), ("0", 0),
  ])
  func `dollars are read exactly`(text: String, micros: Int64) {
    #expect(Money(dollars: text)?.micros == micros)
  }

  @Test(arguments: ["", "-1", "1.0000001", "1,5", "1.2.3", "one", "1.-5", "99999999999"])
  func `what is not an amount is refused`(text: String) {
    #expect(Money(dollars: text) == nil)
  }

  @Test(arguments: [(0, "0.000000"), (4_200, "0.004200"), (12_000_001, "12.000001"), (-5, "-0.000005")])
  func `amounts are written with six places`(micros: Int64, text: String) {
    #expect(Money(micros: micros).dollars == text)
  }
}
