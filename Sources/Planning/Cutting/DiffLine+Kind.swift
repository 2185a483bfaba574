import Git

// Comparing the enumeration of another module with `==` goes through generic code, once for each line and question;
// a pattern does not.
extension DiffLine {
  var isAdded: Bool { if case .added = kind { true } else { false } }
  var isRemoved: Bool { if case .removed = kind { true } else { false } }
  var isContext: Bool { if case .context = kind { true } else { false } }
}
