import Model

/// What is the same for every unit with the same id: packed and deflated.
struct UnitContent {
  var body: String
  var hunks: [String]
  var fields: [String: Digest]

  init(_ unit: ReviewUnit) {
    body = unit.prompt.body
    hunks = unit.hunks.map(\.text)
    fields = unit.fields
  }

  init(packed bytes: [UInt8]) throws(Unpacker.Malformed) {
    var unpacker = Unpacker(bytes)
    guard try unpacker.int() == 1 else { throw Unpacker.Malformed() }
    body = try unpacker.text()
    hunks = []
    for _ in 0..<(try unpacker.count()) { hunks.append(try unpacker.text()) }
    let count = try unpacker.count()
    // A run has a handful of fields; a damaged count must not reserve more.
    fields = Dictionary(minimumCapacity: min(count, 16))
    for _ in 0..<count {
      let name = try unpacker.text()
      fields[name] = try unpacker.digest()
    }
  }

  var packed: [UInt8] {
    var packer = Packer()
    packer.add(1)
    packer.add(body)
    packer.add(hunks.count)
    for hunk in hunks { packer.add(hunk) }
    packer.add(fields.count)
    for (name, digest) in fields.sorted(by: { $0.key < $1.key }) {
      packer.add(name)
      packer.add(digest)
    }
    return packer.bytes
  }
}

/// What a unit's place in its run adds to its content: rules and line numbers.
struct UnitFacts {
  var sensitivityRules: [String]
  var spans: [HunkSpan]

  init(_ unit: ReviewUnit) {
    sensitivityRules = unit.sensitivityRules
    spans = unit.hunks.map(\.span)
  }

  init(packed bytes: [UInt8]) throws(Unpacker.Malformed) {
    var unpacker = Unpacker(bytes)
    sensitivityRules = try UnitFacts.rules(&unpacker)
    spans = []
    for _ in 0..<(try unpacker.count()) {
      spans.append(
        HunkSpan(
          oldStart: try unpacker.int(), oldLines: try unpacker.int(), newStart: try unpacker.int(),
          newLines: try unpacker.int()))
    }
  }

  /// The rules alone, which stand first.
  static func rules(packed bytes: [UInt8]) throws(Unpacker.Malformed) -> [String] {
    var unpacker = Unpacker(bytes)
    return try rules(&unpacker)
  }

  private static func rules(_ unpacker: inout Unpacker) throws(Unpacker.Malformed) -> [String] {
    let count = try unpacker.count()
    if count == 0 { return [] }
    var rules: [String] = []
    for _ in 0..<count { rules.append(try unpacker.text()) }
    return rules
  }

  var packed: [UInt8] {
    var packer = Packer()
    packer.add(sensitivityRules.count)
    for rule in sensitivityRules { packer.add(rule) }
    packer.add(spans.count)
    for span in spans {
      packer.add(span.oldStart)
      packer.add(span.oldLines)
      packer.add(span.newStart)
      packer.add(span.newLines)
    }
    return packer.bytes
  }
}
