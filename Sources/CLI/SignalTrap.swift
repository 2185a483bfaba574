import Dispatch
import Glibc
import Runner

/// Turns SIGINT and SIGTERM into a stop of the run instead of the end of the process.
struct SignalTrap {
  private let sources: [any DispatchSourceSignal]

  init(_ stop: StopSwitch) {
    // A closed pipe downstream must not kill a run that is being checkpointed.
    _ = signal(SIGPIPE, SIG_IGN)
    sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { stop.stop(.signal(number)) }
      source.resume()
      return source
    }
  }

  func release() {
    for source in sources { source.cancel() }
  }
}
