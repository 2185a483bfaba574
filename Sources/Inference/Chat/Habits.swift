import Synchronization

/// What a node has shown that it can and cannot do, remembered for the rest of the run.
struct Habits: Sendable, Hashable {
  /// How the shape of the answer is asked for, best first.
  enum Shape: Int, Sendable, Hashable {
    case boundedSchema, plainSchema, anyJSON, wordsOnly

    var next: Shape? { Shape(rawValue: rawValue + 1) }
  }

  var shape = Shape.boundedSchema
  var isLlama = false
  var tellsUsage = true
  var takesTemperature = true
  /// `max_completion_tokens` instead of `max_tokens`.
  var usesNewTokenField = false
  /// Ollama: the model would think unless told not to.
  var thinks = false
  var isRemote = false
  /// Tokens of one request, as probed.
  var contextTokens: Int?

  /// Learns from a refused request; false when its words teach nothing new, and asking again would be of no use.
  mutating func learn(from error: NodeError) -> Bool {
    let words = error.words
    func names(_ spellings: String...) -> Bool { spellings.contains { words.contains($0) } }
    if names("max_completion_tokens"), names("max_tokens"), !usesNewTokenField {
      usesNewTokenField = true
      return true
    }
    if names("stream_options", "include_usage"), tellsUsage {
      tellsUsage = false
      return true
    }
    if names("temperature"), takesTemperature {
      takesTemperature = false
      return true
    }
    if names("does not support thinking", "think"), thinks {
      thinks = false
      return true
    }
    if names("schema", "response_format", "grammar", "format"), let next = shape.next {
      shape = next
      return true
    }
    return false
  }
}

/// The habits of one node, which all its requests share.
final class HabitBook: Sendable {
  /// Protects the habits: requests run at once, and each may teach something.
  private let habits: Mutex<Habits>

  init(_ habits: Habits) { self.habits = Mutex(habits) }

  var now: Habits { habits.withLock { $0 } }

  func change(_ change: (inout Habits) -> Void) { habits.withLock { change(&$0) } }

  /// `before` are the habits that the refused request was made of: if another request has taught something
  /// meanwhile, that is tried first.
  func learn(from error: NodeError, before: Habits) -> Bool {
    habits.withLock { habits in
      if habits != before { return true }
      return habits.learn(from: error)
    }
  }
}
