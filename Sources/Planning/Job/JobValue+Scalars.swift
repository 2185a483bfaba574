import Model

extension JobValue {
  /// A text with the environment put in; not empty.
  func text() throws(JobFileError) -> String {
    let text = try expanded(try written())
    guard !text.isEmpty else { throw fail("\(name) is empty") }
    guard !text.utf8.contains(where: { $0 < 32 }) else {
      throw fail("\(name) holds a line break or control character")
    }
    return text
  }

  func texts() throws(JobFileError) -> [String] {
    var texts: [String] = []
    for item in try items() { texts.append(try item.text()) }
    return texts
  }

  /// Globs that can be compiled.
  func globs() throws(JobFileError) -> [String] {
    var globs: [String] = []
    for item in try items() {
      let glob = try item.text()
      if let problem = PathGlob.problem(in: glob) { throw item.fail("\(item.name): \(problem)") }
      globs.append(glob)
    }
    return globs
  }

  func integer(_ range: ClosedRange<Int>) throws(JobFileError) -> Int {
    let text = try written()
    guard let number = Int(text) else { throw fail("\(name) must be a whole number, not `\(text)`") }
    guard range.contains(number) else {
      throw fail("\(name) must be from \(range.lowerBound) to \(range.upperBound), not \(number)")
    }
    return number
  }

  func number(_ range: ClosedRange<Double>) throws(JobFileError) -> Double {
    let text = try written()
    guard let number = Double(text), number.isFinite else {
      throw fail("\(name) must be a number, not `\(text)`")
    }
    guard range.contains(number) else {
      throw fail("\(name) must be from \(range.lowerBound) to \(range.upperBound), not \(text)")
    }
    return number
  }

  func boolean() throws(JobFileError) -> Bool {
    let text = try written()
    guard text == "true" || text == "false" else {
      throw fail("\(name) must be true or false, not `\(text)`")
    }
    return text == "true"
  }

  /// Dollars with at most six places.
  func money() throws(JobFileError) -> Money {
    let text = try written()
    guard let money = Money(dollars: text) else {
      throw fail("\(name) must be an amount of dollars such as 2.00 (at most six places), not `\(text)`")
    }
    return money
  }

  /// Milliseconds.
  func duration() throws(JobFileError) -> Int {
    let text = try written()
    guard let milliseconds = DurationText.milliseconds(text) else {
      throw fail("\(name) must be a duration such as 25m, 120s, 1h30m or 500ms, not `\(text)`")
    }
    guard milliseconds > 0 else { throw fail("\(name) must be longer than nothing") }
    return milliseconds
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    of type: Choice.Type
  ) throws(JobFileError) -> Choice where Choice.RawValue == String {
    try choice(among: Array(type.allCases))
  }

  func choice<Choice: RawRepresentable>(
    among choices: [Choice]
  ) throws(JobFileError) -> Choice where Choice.RawValue == String {
    let text = try written()
    guard let choice = choices.first(where: { $0.rawValue == text }) else {
      throw fail(
        NearestKey.sentence(unknown: text, among: choices.map(\.rawValue), what: "value") + place)
    }
    return choice
  }

  func choices<Choice: RawRepresentable & Equatable>(
    among choices: [Choice]
  ) throws(JobFileError) -> [Choice] where Choice.RawValue == String {
    var chosen: [Choice] = []
    for item in try items() {
      let choice = try item.choice(among: choices)
      guard !chosen.contains(choice) else { throw item.fail("`\(choice.rawValue)` stands twice\(place)") }
      chosen.append(choice)
    }
    return chosen
  }
}
