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
  var answers: [Key: KeptAnswer] = [:]
  var bookings: [Booking] = []
  var spentByMonth: [String: Money] = [:]
  var calibrations: [String: Double] = [:]

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

  static let path = "in memory"

  private func unplannedIndex(of run: String) throws(StoreError) -> Int {
    let index = try index(of: run)
    guard !runsByAge[index].isPlanned else { throw error(.alreadyPlanned(run)) }
    return index
  }
}
