import Curl
import Fakes
import Foundation
import Inference
import Model
import Testing

@Suite struct `A credential` {
  private static let secret = "sk-test-4711-never-print"

  @Test func `is read from the environment or from a file`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "sluice-key-\(UUID().uuidString)").path
    try Data("  \(Self.secret)\r\n".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    for reference in ["env:KEY", "file:\(path)"] {
      let credential = try Credential.load(reference, environment: ["KEY": Self.secret + "\n"])
      #expect("\(credential)" == "[credential \(reference)]")
    }
  }

  @Test(arguments: [
    "env:MISSING", "env:EMPTY", "env:TWO", "env:", "file:", "file:/nowhere/key", "sk-test-4711-never-print",
    "bearer:sk-test-4711-never-print", "",
  ])
  func `that cannot be had says so without saying what was written`(reference: String) {
    let environment = ["EMPTY": " \n", "TWO": "a\nsk-test-4711-never-print"]
    let error = #expect(throws: CredentialError.self) {
      try Credential.load(reference, environment: environment)
    }
    #expect(error?.description.contains("4711") == false)
    #expect(error?.description.isEmpty == false)
  }

  @Test(arguments: [NodeSpec.Kind.openai, .ollama])
  func `is sent to the node and printed nowhere`(kind: NodeSpec.Kind) async throws {
    // A node that repeats the key in its error.
    let node = try FakeNode(
      facts: { .error(401, "bad key \(Self.secret)", to: $0) },
      script: { .error($0.number == 0 ? 500 : 401, "you sent \(Self.secret)", to: $0) })
    let bench = try Bench(kind, node.url, key: Self.secret)
    var texts = ["\(bench.provider)", String(reflecting: bench.provider)]
    for _ in 0..<2 { texts.append("\(await bench.ask())") }
    texts.append("\(await bench.node.probe(timeout: .seconds(5)))")
    var dumped = ""
    dump(bench.provider, to: &dumped)
    dump(bench.node, to: &dumped)
    texts.append(dumped)
    for text in texts { #expect(!text.contains("4711"), "\(text)") }
    #expect(node.log.chats.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.secret)" })
  }
}
