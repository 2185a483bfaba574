import Model

extension JobFile {
  /// `failOn: none` keeps findings from ever failing the build.
  static func gate(_ value: JobValue) throws(JobFileError) -> Gate {
    let section = try JobSection(value, known: ["failOn", "minConfidence", "requireCoverage"])
    var gate = Gate()
    if let failOn = section["failOn"] {
      gate.failOn = try failOn.written() == "none" ? nil : try failOn.choice(of: Severity.self)
    }
    gate.minConfidence = try section["minConfidence"]?.number(0...1) ?? gate.minConfidence
    gate.requireCoverage = try section["requireCoverage"]?.number(0...1) ?? gate.requireCoverage
    return gate
  }

  /// Format and path, in the order of the file.
  static func reports(_ value: JobValue) throws(JobFileError) -> [ReportTarget] {
    var reports: [ReportTarget] = []
    for (name, path, mark) in try value.pairs() {
      guard let format = ReportTarget.Format(rawValue: name) else {
        let known = ReportTarget.Format.allCases.map(\.rawValue)
        throw value.document.error(
          at: mark, NearestKey.sentence(unknown: name, among: known, what: "report format") + value.place)
      }
      reports.append(ReportTarget(format: format, path: try path.text()))
    }
    return reports
  }
}
