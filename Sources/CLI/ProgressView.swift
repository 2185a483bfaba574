import Model
import Runner
import Synchronization

/// Shows a run's progress on standard error: redrawn in place on a terminal, elsewhere one line per ten seconds
/// or five per cent.
final class ProgressView: Sendable {
  private let isLive: Bool
  /// Protects the tally and when it was shown last; the text is written while it is held, so that lines
  /// of many tasks do not mix.
  private let state: Mutex<State>

  private struct State {
    var tally = ProgressTally()
    var shownAt: Int64 = 0
    var shownShare = 0.0
    var drawnLines = 0
  }

  init(_ environment: [String: String]) {
    isLive = Terminal.isLive(environment)
    state = Mutex(State())
  }

  /// Says which run this is.
  func announce(_ run: OpenRun) {
    switch run.origin {
    case .fresh: Terminal.complain("run \(run.id)")
    case .continued: Terminal.complain("run \(run.id), continued")
    case .settled: Terminal.complain("run \(run.id) is complete already; nothing to do")
    }
  }

  @Sendable func show(_ event: RunEvent) {
    let now = Moment.now
    state.withLock { state in
      if let line = state.tally.take(event, now: now) { print(line, &state) }
      guard state.tally.hasWork, isDue(state, now) else { return }
      state.shownAt = now
      state.shownShare = state.tally.share
      isLive ? draw(&state, now) : Terminal.complain(state.tally.line(now: now))
    }
  }

  /// Clears the live view and says the verdict.
  func finish(_ verdict: String) {
    state.withLock { state in
      erase(&state)
      let isSaid = !isLive && state.shownShare == state.tally.share
      if state.tally.hasWork, !isSaid { Terminal.complain(state.tally.line(now: Moment.now)) }
    }
    Terminal.complain(verdict)
  }

  private func isDue(_ state: State, _ now: Int64) -> Bool {
    if isLive { return now - state.shownAt >= 250 }
    return now - state.shownAt >= 10_000 || state.tally.share - state.shownShare >= 0.05
  }

  private func print(_ line: String, _ state: inout State) {
    erase(&state)
    Terminal.complain(line)
  }

  private func draw(_ state: inout State, _ now: Int64) {
    erase(&state)
    let lines = [state.tally.line(now: now)] + state.tally.nodeLines(now: now)
    Terminal.draw(lines.map { $0 + "\n" }.joined())
    state.drawnLines = lines.count
  }

  /// Moves up over what was drawn and clears to the end of the screen.
  private func erase(_ state: inout State) {
    guard state.drawnLines > 0 else { return }
    Terminal.draw("\u{1B}[\(state.drawnLines)A\u{1B}[J")
    state.drawnLines = 0
  }
}
