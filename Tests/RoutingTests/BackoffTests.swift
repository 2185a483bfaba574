import Routing
import Testing

@Suite struct BackoffTests {
  @Test(arguments: [(1, 500), (2, 1000), (3, 2000), (9, 8000), (60, 8000)])
  func `the pause grows to its ceiling and stays within half of it`(tries: Int, most: Int) {
    let least = Backoff(random: { 0 }).pause(after: tries, asked: nil)
    let longest = Backoff(random: { 1 }).pause(after: tries, asked: nil)
    #expect(least == .milliseconds(most / 2))
    #expect(longest == .milliseconds(most))
  }
}
