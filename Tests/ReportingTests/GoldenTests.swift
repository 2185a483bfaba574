import Model
import Reporting
import Testing

@Suite struct GoldenTests {
  @Test(arguments: PaymentStory.allCases)
  func `a run is rendered as its golden Markdown`(story: PaymentStory) throws {
    try Golden.expect(ReportRenderer.render(story.record, as: .markdown), equals: "\(story.rawValue).md")
  }

  @Test(arguments: PaymentStory.allCases)
  func `a run is rendered as its golden JSON`(story: PaymentStory) throws {
    try Golden.expect(ReportRenderer.render(story.record, as: .json), equals: "\(story.rawValue).json")
  }

  @Test(arguments: PaymentStory.allCases)
  func `the first line of the Markdown is the verdict`(story: PaymentStory) throws {
    let text = try ReportRenderer.render(story.record, as: .markdown)
    #expect(text.split(separator: "\n").first.map(String.init) == "# \(Verdict(of: story.record).line)")
  }

  @Test(arguments: [
    (PaymentStory.clean, 0), (.findings, 1), (.incomplete, 3), (.interrupted, 3), (.inherited, 0),
    (.nothing, 0), (.nodeDown, 4),
  ])
  func `the verdict's exit code means one thing`(story: PaymentStory, code: Int) {
    #expect(Verdict(of: story.record).exitCode == code)
  }

  @Test(arguments: [
    ReportTarget.Format.html, .sarif, .codequality, .rdjsonl, .junit,
  ])
  func `a format that is not made yet is refused with the names of those that are`(
    format: ReportTarget.Format
  ) {
    let error = #expect(throws: ReportError.self) {
      try ReportRenderer.render(PaymentStory.clean.record, as: format)
    }
    #expect(error?.description.contains("markdown and json") == true)
  }
}
