package import Model

/// The only memory of a run: what was planned, asked, answered and paid.
///
/// Rules that every store keeps:
/// - a call that changes something has done so durably when it returns, or has changed nothing and throws;
/// - `answered` is final within a run: neither a later outcome nor `settle` takes an answer back;
/// - an answer is kept once per unit and model, whoever records it and however often;
/// - attempts belong to their run; answers are inherited by later runs, failures are not.
///
/// Cancelling a task does not take back its call: what was handed over is written.
package protocol CheckpointStore: Sendable {
  /// Opens a new run in state `running`, not yet planned. Throws `runExists` for a known id.
  func begin(_ header: RunHeader) async throws(StoreError)

  /// The run with this plan that began last, whatever its state; nil when there is none.
  func latestRun(planDigest: Digest) async throws(StoreError) -> RunSummary?

  /// Sets a run back to `running`: its end and exit code become nil.
  func reopen(_ run: String) async throws(StoreError)

  /// Takes back the files and units of a run whose planning was cut short, so that they can be added anew.
  /// Throws `alreadyPlanned` once `markPlanned` was called.
  func clearPlan(of run: String) async throws(StoreError)

  /// Adds files and units in one transaction; the units' ordinals follow on from those of earlier calls.
  func add(files: [PlannedFile], units: [ReviewUnit], to run: String) async throws(StoreError)

  /// Says that every file and unit of the run has been added.
  func markPlanned(_ run: String) async throws(StoreError)

  /// Answers the planned units of a run from earlier answers of the given models (`AnswerKey.model`); the first
  /// model of the list that has an answer wins. Returns how many units were answered so.
  func inherit(into run: String, models: [String]) async throws(StoreError) -> Int

  /// The run's units in the given states without their prompts, group by group: groups in the order of
  /// their first unit, units of a group by ordinal.
  func pending(in run: String, states: Set<UnitState>) async throws(StoreError) -> [PendingUnit]

  /// One unit in full, with its prompt.
  func unit(_ ordinal: Int, of run: String) async throws(StoreError) -> ReviewUnit

  /// Writes down an attempt and what it means for its unit, in one step.
  func record(_ outcome: Outcome, in run: String) async throws(StoreError)

  /// Sets units that need no attempt to a state other than `answered`. Answered units stay answered.
  func settle(
    _ states: [(ordinal: Int, state: UnitState, reason: String?)], in run: String
  ) async throws(StoreError)

  /// Sets money aside before a request is sent; nil when the run or the calendar month would pass its ceiling.
  /// Money set aside counts as spent until `settle` says what the request really cost.
  /// `month` names the calendar month, for example `2026-11`.
  func reserve(
    _ amount: Money, node: String, run: String, ordinal: Int, perRun: Money, perMonth: Money, month: String
  ) async throws(StoreError) -> Reservation?

  /// Replaces what was set aside by what was paid. Only the first settlement of a reservation counts.
  func settle(_ reservation: Reservation, cost: Money) async throws(StoreError)

  /// Ends a run. `endedAt` in milliseconds since the Unix epoch.
  func finish(_ run: String, state: RunState, exitCode: Int, endedAt: Int64) async throws(StoreError)

  /// What the run is about, without its units.
  func header(of run: String) async throws(StoreError) -> RunHeader

  /// The identities (`ModelIdentity.text`) whose answers the run holds.
  func models(in run: String) async throws(StoreError) -> Set<String>

  /// Everything a report needs of a run.
  func record(of run: String) async throws(StoreError) -> RunRecord

  /// All runs, the one that began last first.
  func runs() async throws(StoreError) -> [RunSummary]

  /// Tokens that the model's node counts per estimated token; nil when nothing was learnt yet.
  func calibration(model: String) async throws(StoreError) -> Double?

  func setCalibration(_ factor: Double, model: String) async throws(StoreError)

  /// What every run knows of the units whose id starts with these hexadecimal digits, newest run first.
  /// Empty for an empty prefix and for one that is not hexadecimal.
  func history(ofUnit prefix: String) async throws(StoreError) -> [UnitHistory]

  /// The units of the same path and part in runs that began before this one, newest first, 16 at most.
  func predecessors(of unit: ReviewUnit, before run: String) async throws(StoreError) -> [ReviewUnit]
}
