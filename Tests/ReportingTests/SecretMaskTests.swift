import Model
import Testing

@testable import Reporting

@Suite struct SecretMaskTests {
  @Test(arguments: [
    ("let key = \"hunter2\"", "let key = \"•••\""), ("let a = 'x1' + \"y2\"", "let a = '•••' + \"•••\""),
    ("let key = \"a\\\"b\" // why", "let key = \"•••\" // why"), ("let key = \"no end", "let key = \"•••"),
    ("API_KEY=hunter2", "API_KEY=•••"), ("export TOKEN=hunter2", "export TOKEN=•••"),
    ("password: correct horse battery", "password: •••"), ("  port: 8080", "  port: •••"),
    ("MIIEowIBAAKCAQEA7x9Qk3Zf", "•••"), ("url(postgres://bob:hunter2@db/x)", "url(postgres://•••@db/x)"),
    ("let count = items.count", "let count = items.count"), ("let empty = \"\"", "let empty = \"\""),
    ("// don't log it", "// don't log it"),
  ])
  func `a quote is shown without the values in it`(quote: String, masked: String) {
    #expect(SecretMask(quotes: []).quote(quote) == masked)
  }

  @Test(arguments: [
    ("Anyone can use horse-battery-9 now.", "Anyone can use ••• now."),
    ("It starts with horse-bat.", "It starts with •••."), ("A horse is no secret.", "A horse is no secret."),
    ("A random AKIAQ7X2N4P9T1 too.", "A random ••• too."),
  ])
  func `sentences do not repeat a value that the quote shows`(text: String, masked: String) {
    #expect(SecretMask(quotes: ["let key = \"horse-battery-9\""]).prose(text) == masked)
  }

  @Test func `no format shows the secret of a unit that a rule marked`() throws {
    let record = PaymentStory.findings.record
    for format in ReportRenderer.formats {
      let text = try ReportRenderer.render(record, as: format)
      #expect(!text.contains("not-a-real-key") && !text.contains("4242") && text.contains("•••"))
    }
    let hits = Verdict(of: record).gateHits
    #expect(hits.contains { $0.quote == "static let apiKey = \"•••\"" })
  }

  @Test func `a claim made twice is masked when one of its units holds a secret`() {
    var record = PaymentStory.findings.record
    record.units[0].answer?.findings.append(PaymentStory.hardCodedKey)
    let texts = Report(of: record).findings.map { "\($0.finding)" }.joined()
    #expect(!texts.contains("not-a-real-key-4242"))
  }
}
