import Model

/// Which context window counts: what the node tells, or what the job says where the node tells nothing.
enum ContextWindow {
  /// The smaller of both; a warning when the job asks for more than there is.
  static func settle(reported: Int?, spec: NodeSpec) -> (tokens: Int?, warning: String?) {
    guard let reported, reported > 0 else { return (spec.context, nil) }
    guard let wanted = spec.context else { return (reported, nil) }
    guard wanted > reported else { return (wanted, nil) }
    return (
      reported,
      "the job gives \(spec.name) a context of \(wanted) tokens, the node has \(reported); \(reported) counts"
    )
  }
}
