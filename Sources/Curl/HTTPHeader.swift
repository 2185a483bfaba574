/// One line of a message's head. The value of a secret header is never printed.
package struct HTTPHeader: Sendable, Hashable {
  package let name: String
  package let value: String
  package let isSecret: Bool

  package init(_ name: String, _ value: String, isSecret: Bool = false) {
    self.name = name
    self.value = value
    self.isSecret = isSecret
  }

  /// A line break would let a value smuggle a second header in.
  var isWellFormed: Bool {
    let name = name.utf8
    return !name.isEmpty && name.allSatisfy { $0 > 32 && $0 < 127 && $0 != 58 }
      && value.utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 }
  }
}

extension HTTPHeader: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { isSecret ? "\(name): [secret]" : "\(name): \(value)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["line": description]) }
}
