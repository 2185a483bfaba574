package import Model

/// The plain twin: a store that forgets everything with the process. For tests and for trying a job out.
package actor MemoryCheckpointStore: CheckpointStore {
  struct Run {
    var header: RunHeader
    var state = RunState.running
    var isPlanned = false
    var endedAt: Int64?
    var exitCode: Int?
    var files: [PlannedFile] = []
    var units: [Unit] = []
    var spent = Money.zero
  }

  struct Unit {
    var unit: ReviewUnit
    var state = UnitState.planned
    var reason: String?
    var answer: KeptAnswer?
    var attempts: [Attempt] = []
  }

  struct KeptAnswer {
    var answer: Answer
    var by: AnsweredBy
  }

  /// What `AnswerKey` digests.
  struct Key: Hashable {
    var unit: Digest
    var model: String
  }

  struct Booking {
    var run: Int
    var month: String
    var amount: Money
    var isSettled = false
  }

  /// In the order in which they began.
  var runsByAge: [Run] = []
  private var answers: [Key: KeptAnswer] = [:]
  private var bookings: [Booking] = []
  private var spentByMonth: [String: Money] = [:]
  private var calibrations: [String: Double] = [:]

  package init() {}

  package func begin(_ header: RunHeader) throws(StoreError) {
    guard !runsByAge.contains(where: { $0.header.id == header.id }) else {
      throw error(.runExists(header.id))
    }
    runsByAge.append(Run(header: header))
  }

  package func reopen(_ run: String) throws(StoreError) {
    let index = try index(of: run)
    runsByAge[index].state = .running
    runsByAge[index].endedAt = nil
    runsByAge[index].exitCode = nil
  }

  package func clearPlan(of run: String) throws(StoreError) {
    let index = try unplannedIndex(of: run)
    runsByAge[index].files = []
    runsByAge[index].units = []
  }

  package func add(files: [PlannedFile], units: [ReviewUnit], to run: String) throws(StoreError) {
    let index = try unplannedIndex(of: run)
    runsByAge[index].files += files
    runsByAge[index].units += units.map { Unit(unit: $0) }
  }

  package func markPlanned(_ run: String) throws(StoreError) {
    runsByAge[try index(of: run)].isPlanned = true
  }

  package func inherit(into run: String, models: [String]) throws(StoreError) -> Int {
    let index = try index(of: run)
    var count = 0
    for ordinal in runsByAge[index].units.indices where runsByAge[index].units[ordinal].state == .planned {
      let id = runsByAge[index].units[ordinal].unit.id
      guard let kept = models.lazy.compactMap({ self.answers[Key(unit: id, model: $0)] }).first else {
        continue
      }
      runsByAge[index].units[ordinal].state = .answered
      runsByAge[index].units[ordinal].reason = nil
      runsByAge[index].units[ordinal].answer = kept
      count += 1
    }
    return count
  }

  package func record(_ outcome: Outcome, in run: String) throws(StoreError) {
    try outcome.check(path: MemoryCheckpointStore.path)
    let index = try index(of: run)
    let attempt = outcome.attempt
    guard runsByAge[index].units.indices.contains(attempt.ordinal),
      runsByAge[index].units[attempt.ordinal].unit.id == attempt.unit
    else { throw error(.noSuchUnit(run: run, ordinal: attempt.ordinal)) }
    runsByAge[index].units[attempt.ordinal].attempts.append(attempt)
    guard let state = outcome.state else { return }
    let kept = outcome.answer.map { keep($0, of: outcome, run: run) }
    set(state, reason: outcome.reason, answer: kept, ordinal: attempt.ordinal, run: index)
  }

  package func settle(
    _ states: [(ordinal: Int, state: UnitState, reason: String?)], in run: String
  ) throws(StoreError) {
    let index = try index(of: run)
    for unit in states {
      guard unit.state != .answered else { throw error(.answeredWithoutAnswer(unit.ordinal)) }
      guard runsByAge[index].units.indices.contains(unit.ordinal) else {
        throw error(.noSuchUnit(run: run, ordinal: unit.ordinal))
      }
    }
    for unit in states {
      set(unit.state, reason: unit.reason, answer: nil, ordinal: unit.ordinal, run: index)
    }
  }

  package func reserve(
    _ amount: Money, node: String, run: String, ordinal: Int, perRun: Money, perMonth: Money, month: String
  ) throws(StoreError) -> Reservation? {
    let index = try index(of: run)
    guard amount >= .zero else { throw error(.negativeReservation) }
    let spent = spentByMonth[month, default: .zero]
    guard runsByAge[index].spent + amount <= perRun, spent + amount <= perMonth else { return nil }
    bookings.append(Booking(run: index, month: month, amount: amount))
    runsByAge[index].spent += amount
    spentByMonth[month] = spent + amount
    return Reservation(number: Int64(bookings.count), amount: amount)
  }

  package func settle(_ reservation: Reservation, cost: Money) throws(StoreError) {
    let index = Int(reservation.number) - 1
    guard bookings.indices.contains(index) else { throw error(.noSuchReservation(reservation)) }
    let booking = bookings[index]
    guard !booking.isSettled else { return }
    bookings[index].isSettled = true
    runsByAge[booking.run].spent += cost - booking.amount
    spentByMonth[booking.month, default: .zero] += cost - booking.amount
  }

  package func finish(
    _ run: String, state: RunState, exitCode: Int, endedAt: Int64
  ) throws(StoreError) {
    let index = try index(of: run)
    runsByAge[index].state = state
    runsByAge[index].exitCode = exitCode
    runsByAge[index].endedAt = endedAt
  }

  package func calibration(model: String) -> Double? { calibrations[model] }

  package func setCalibration(_ factor: Double, model: String) { calibrations[model] = factor }

  func index(of run: String) throws(StoreError) -> Int {
    guard let index = runsByAge.firstIndex(where: { $0.header.id == run }) else {
      throw error(.noSuchRun(run))
    }
    return index
  }

  func error(_ kind: StoreError.Kind) -> StoreError { StoreError(kind, path: MemoryCheckpointStore.path) }

  private static let path = "in memory"

  private func unplannedIndex(of run: String) throws(StoreError) -> Int {
    let index = try index(of: run)
    guard !runsByAge[index].isPlanned else { throw error(.alreadyPlanned(run)) }
    return index
  }

  /// The first answer of a unit and a model stays.
  private func keep(_ answer: Answer, of outcome: Outcome, run: String) -> KeptAnswer {
    let attempt = outcome.attempt
    let key = Key(unit: attempt.unit, model: outcome.model)
    if let kept = answers[key] { return kept }
    let by = AnsweredBy(node: attempt.node, tier: attempt.tier, identity: attempt.identity, run: run)
    let kept = KeptAnswer(answer: answer, by: by)
    answers[key] = kept
    return kept
  }

  private func set(_ state: UnitState, reason: String?, answer: KeptAnswer?, ordinal: Int, run: Int) {
    guard runsByAge[run].units[ordinal].state != .answered else { return }
    runsByAge[run].units[ordinal].state = state
    runsByAge[run].units[ordinal].reason = reason
    runsByAge[run].units[ordinal].answer = answer
  }
}
