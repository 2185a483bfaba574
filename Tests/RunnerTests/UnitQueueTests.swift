import Checkpoints
import Model
import Testing

@testable import Runner

@Suite struct UnitQueueTests {
  private static func unit(_ ordinal: Int, _ group: String) -> PendingUnit {
    PendingUnit(
      ordinal: ordinal, id: Digest(of: ["\(ordinal)"]), path: "\(group)/\(ordinal)",
      group: Digest(of: [group]),
      estimatedTokens: 10, sensitivity: .open, signals: [], lines: .zero)
  }

  private static let units = [unit(0, "a"), unit(1, "a"), unit(2, "a"), unit(3, "b"), unit(4, "b")]

  @Test func `a worker stays with its group and keeps its order`() async {
    let queue = UnitQueue(Self.units)
    var taken: [Int] = []
    var group: Digest?
    for _ in 0..<5 {
      guard let ticket = await queue.next(for: "mac", lastGroup: group) else { break }
      group = ticket.unit.group
      taken.append(ticket.unit.ordinal)
      queue.done()
    }
    #expect(taken == [0, 1, 2, 3, 4])
    #expect(await queue.next(for: "mac", lastGroup: group) == nil)
  }

  @Test func `workers begin with different groups`() async {
    let queue = UnitQueue(Self.units)
    let first = await queue.next(for: "mac", lastGroup: nil)
    let second = await queue.next(for: "mac", lastGroup: nil)
    #expect(first?.unit.ordinal == 0)
    #expect(second?.unit.ordinal == 3)
  }

  @Test func `with more workers than groups no slot stays idle`() async {
    let queue = UnitQueue(Self.units)
    var ordinals: Set<Int> = []
    for _ in 0..<5 {
      if let ticket = await queue.next(for: "mac", lastGroup: nil) { ordinals.insert(ticket.unit.ordinal) }
    }
    #expect(ordinals == [0, 1, 2, 3, 4])
  }

  @Test func `a unit handed over goes to a worker of that node, also one that waits`() async throws {
    let queue = UnitQueue([Self.unit(0, "a")])
    let ticket = try #require(await queue.next(for: "mac", lastGroup: nil))
    async let waiting = queue.next(for: "mini", lastGroup: nil)
    queue.handOver(ticket, to: "mini")
    #expect(await waiting?.unit.ordinal == 0)
    queue.done()
    #expect(await queue.next(for: "mac", lastGroup: nil) == nil)
  }

  @Test func `closing sends everybody home`() async {
    let queue = UnitQueue(Self.units)
    queue.close()
    #expect(await queue.next(for: "mac", lastGroup: nil) == nil)
  }
}
