import Fakes
import Foundation
import Testing

@Suite struct SecondRunnerTests {
  @Test func `a second runner on the same store is refused by the pid of the first`() async throws {
    let gate = Gate()
    let node = try FakeNode(script: { FakeAnswer(CannedReview.nothing, before: gate).reply(to: $0) })
    let folder = try GitFolder.withChanges(2)
    try folder.write(JobText.local(node.url), to: "job.yml")
    let first = try Binary("run", "job.yml").in(folder.url).start()
    await gate.arrived(1)

    let second = try await Binary("run", "job.yml").in(folder.url).run()
    #expect(second.exitCode == 4)
    #expect(second.progress.contains("\(first.identifier)"), "\(second.progress)")

    let status = try await Binary("status").in(folder.url).run()
    #expect(status.exitCode == 0, "status reads while a run is going: \(status.progress)")
    gate.open()
    #expect(await first.outcome().exitCode == 0)
    await node.stop()
  }
}
