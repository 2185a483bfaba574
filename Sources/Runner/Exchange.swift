import Checkpoints
import Inference
import Model
import Routing

/// A reply once it was read: how it counts, what it holds, what was wrong with it.
struct Judgement: Sendable {
  var ending: Ending
  var answer: Answer?
  var problem: String?
}

/// What one worker and one unit have said to each other so far.
struct Exchange: Sendable {
  var ticket: Ticket
  let unit: ReviewUnit
  /// The reply to mend, when the last one was not the JSON that was asked for.
  private var malformed: (text: String, problem: String)?

  init(ticket: Ticket, unit: ReviewUnit) {
    self.ticket = ticket
    self.unit = unit
  }

  func ask(_ node: LocalNode, reason: DispatchReason, settings: InferenceSettings) async -> ModelReply {
    if reason == .repair, let malformed {
      return await node.repair(
        unit.prompt, malformed: malformed.text, problem: malformed.problem, settings: settings)
    }
    // An abandoned request may still hold its slot; a second one would only queue behind it.
    if reason == .retry { await node.waitUntilFree(timeout: .milliseconds(settings.limits.stall)) }
    return await node.complete(unit.prompt, settings: settings)
  }

  /// Reads a reply that ended well; one that did not is judged by its ending alone.
  func judge(_ reply: ModelReply, categories: [Category]) -> Judgement {
    guard reply.ending == .answered else { return Judgement(ending: reply.ending) }
    switch AnswerReader.read(reply.text, of: unit, categories: categories) {
    case .valid(let answer): return Judgement(ending: .answered, answer: answer)
    case .malformed(let problem): return Judgement(ending: .malformed, problem: problem)
    case .unanchored(let answer):
      return Judgement(
        ending: .unanchored, answer: answer, problem: "no finding quotes code of the change")
    }
  }

  mutating func remember(
    _ judged: Judgement, on spec: NodeSpec, reason: DispatchReason, retryAfter: Duration?,
    duringOutage: Bool
  ) {
    let facts = AttemptFacts(
      node: spec.name, tier: spec.tier, reason: reason, ending: judged.ending, retryAfter: retryAfter,
      usableFindings: judged.answer?.findings.count ?? 0, duringOutage: duringOutage)
    ticket.attempts.append(facts)
  }

  /// Keeps a malformed reply, so that the repair can show it to the model.
  mutating func keep(_ reply: ModelReply, problem: String?) {
    malformed = problem.map { (reply.text, $0) }
  }

  func record(
    _ reply: ModelReply, ending: Ending, detail: String?, spec: NodeSpec, identity: ModelIdentity,
    reason: DispatchReason
  ) -> Attempt {
    Attempt(
      ordinal: ticket.unit.ordinal, unit: unit.id, node: spec.name, identity: identity, tier: spec.tier,
      reason: reason, startedAt: reply.startedAt, firstTokenAt: reply.firstTokenAt, endedAt: reply.endedAt,
      usage: reply.usage, cost: .zero, costSource: .computed, ending: ending, detail: detail,
      rawAnswer: reply.text, requestBytes: reply.requestBytes)
  }
}
