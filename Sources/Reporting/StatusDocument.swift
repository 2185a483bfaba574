package import Model

/// The runs of a store as `sluice status` shows them.
package enum StatusDocument {
  /// A table for a terminal `width` columns wide (0: any), in the order given.
  package static func table(_ runs: [RunStatus], width: Int) -> String {
    guard !runs.isEmpty else { return "No run is in this store yet.\n" }
    var table = TerminalTable([
      .init(title: "RUN"), .init(title: "JOB", yield: .end), .init(title: "STATE"),
      .init(title: "REVIEWED", side: .right), .init(title: "OPEN", yield: .end),
      .init(title: "SPENT", side: .right), .init(title: "STARTED"), .init(title: "TOOK", side: .right),
    ])
    for run in runs {
      let all = run.counts.values.reduce(0, +)
      table.add([
        run.id, run.job, state(of: run), "\(run.counts[.answered] ?? 0)/\(all)", open(run.counts),
        "$\(run.spent.dollars)", Timestamp.readable(run.startedAt),
        run.endedAt.map { Timestamp.duration($0 - run.startedAt) } ?? "-",
      ])
    }
    return table.text(width: width)
  }

  /// `{"runs": [{id, job, base, head, state, startedAt, endedAt, exitCode, units, spentUSD}]}`, in the order given.
  package static func json(_ runs: [RunStatus]) -> String {
    var json = JSONWriter()
    json.object(.block) { json in
      json.key("runs")
      json.list(runs, .block) { $0.run($1) }
    }
    return json.text()
  }

  private static func state(of run: RunStatus) -> String {
    run.state.rawValue + (run.exitCode.map { " (\($0))" } ?? "")
  }

  private static func open(_ counts: [UnitState: Int]) -> String {
    let open: [UnitState] = [.planned, .failed, .deferred, .needsHuman]
    let parts = open.compactMap { state in
      counts[state].flatMap { $0 > 0 ? "\($0) \(state.rawValue)" : nil }
    }
    return parts.isEmpty ? "-" : parts.joined(separator: ", ")
  }
}

extension JSONWriter {
  fileprivate mutating func run(_ run: RunStatus) {
    object { json in
      json.pair("id", run.id)
      json.pair("job", run.job)
      json.pair("base", run.base)
      json.pair("head", run.head)
      json.pair("state", run.state.rawValue)
      json.pair("startedAt", Timestamp.iso(run.startedAt))
      json.pair("endedAt", run.endedAt.map(Timestamp.iso))
      json.pair("exitCode", run.exitCode)
      json.key("units")
      json.object { json in
        for state in UnitState.allCases {
          json.pair(state == .needsHuman ? "needsHuman" : state.rawValue, run.counts[state] ?? 0)
        }
        json.pair("total", run.counts.values.reduce(0, +))
      }
      json.pair("spentUSD", run.spent)
    }
  }
}
