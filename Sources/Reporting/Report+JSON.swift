import Model

/// `report --format json`: the keys of the command line's contract in its order, and after them keys of ours.
///
/// Added keys: `verdict` (its `line`, and `gateHits` as fingerprints); in `run`: `mergeBase`, `ranges`,
/// `verdictExitCode`, `startedAt`, `endedAt`, `version`, `planDigest`; in `coverage`: `total` and `files`; in a
/// finding: `anchor`, `unit`, `range`, `modelVersion`, `sensitivity`, `sensitivityRules`, `masked`, `failsGate`,
/// `otherPlaces` and, for a path that is not UTF-8, `pathEncoding`; in a unit: where it stands, its lines,
/// sensitivity, signals and `reason`; `dropped`, `models`, `routes`, `inherited`.
///
/// Facts of one run, as opposed to its answers, stand only in `run`, `units[].attempts`, `units[].endings`,
/// `routes`, `cost`, `egress` and `inherited`; times only in `run` and `routes`. Without these members, two
/// runs with the same answers give the same bytes. A unit's `tier` and `node` are those that answered.
extension Report {
  func json(of record: RunRecord) -> String {
    var json = JSONWriter()
    json.object(.block) { json in
      write(runOf: record, to: &json)
      writeCoverage(to: &json)
      json.key("findings")
      json.list(findings, .block) { $0.finding($1) }
      json.key("units")
      json.list(record.units, .block) { $0.unit($1) }
      writeCost(to: &json)
      json.key("egress")
      json.list(egress, .block) { $0.egress($1) }
      writeVerdict(to: &json)
      json.key("dropped")
      json.object { json in
        for (reason, count) in dropped.sorted(by: { $0.key < $1.key }) {
          json.member(reason)
          json.integer(count)
        }
      }
      writeModels(to: &json)
      json.key("routes")
      json.list(routes, .block) { $0.route($1) }
      writeInherited(to: &json)
    }
    return json.text()
  }

  private func write(runOf record: RunRecord, to json: inout JSONWriter) {
    let header = record.header
    json.key("run")
    json.object(.block) { json in
      json.pair("id", header.id)
      json.pair("job", header.job.name)
      json.pair("base", header.ranges.first?.base)
      json.pair("head", header.ranges.first?.head)
      json.pair("state", record.state.rawValue)
      json.pair("exitCode", record.exitCode ?? verdict.exitCode)
      json.pair("verdictExitCode", verdict.exitCode)
      json.pair("mergeBase", header.ranges.first?.mergeBase)
      json.pair("startedAt", Timestamp.iso(header.startedAt))
      json.pair("endedAt", record.endedAt.map(Timestamp.iso))
      json.pair("version", header.version)
      json.pair("planDigest", header.planDigest.hex)
      json.key("ranges")
      json.list(header.ranges, .block) { $0.range($1) }
    }
  }

  private func writeCoverage(to json: inout JSONWriter) {
    json.key("coverage")
    json.object(.block) { json in
      for fate in Fate.allCases { json.pair(fate.rawValue, coverage.lines[fate]) }
      json.pair("total", coverage.total)
      json.key("files")
      json.list(coverage.rows, .block) { $0.row($1) }
    }
  }

  private func writeCost(to json: inout JSONWriter) {
    json.key("cost")
    json.object(.block) { json in
      json.pair("spentUSD", spent)
      // The record holds no prices, so what was saved cannot be said here; `sluice cost` can.
      json.pair("allCloudUSD", Money.zero)
      json.key("savedPercent")
      json.number(0)
      json.pair("estimatedUSD", estimated)
      json.key("byNode")
      json.list(routes, .block) { json, route in
        json.object { json in
          json.pair("node", route.node)
          json.pair("tier", route.tier.rawValue)
          json.pair("attempts", route.attempts)
          json.pair("spentUSD", route.spent)
          json.pair("estimatedUSD", route.estimated)
        }
      }
    }
  }

  private func writeVerdict(to json: inout JSONWriter) {
    json.key("verdict")
    json.object(.block) { json in
      json.pair("line", verdict.line)
      json.key("gateHits")
      json.list(verdict.gateHits) { $0.string($1.fingerprint.hex) }
    }
  }

  private func writeModels(to json: inout JSONWriter) {
    json.key("models")
    json.list(authors, .block) { json, author in
      json.object { json in
        json.pair("model", author.identity.model)
        json.pair("modelVersion", author.identity.version)
        json.pair("node", author.node)
        json.pair("tier", author.tier.rawValue)
        json.pair("units", author.units)
      }
    }
  }

  private func writeInherited(to json: inout JSONWriter) {
    json.key("inherited")
    json.list(inherited, .block) { json, inheritance in
      json.object { json in
        json.pair("run", inheritance.run)
        json.pair("units", inheritance.units)
      }
    }
  }
}
