package import Model

extension MemoryCheckpointStore {
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
