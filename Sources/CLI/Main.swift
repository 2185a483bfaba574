import ArgumentParser

/// The door: parses, runs, and turns whatever happened into one exit code.
@main
enum Main {
  static func main() async {
    do {
      var command = try Sluice.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      ExitStatus.leave(with: error)
    }
  }
}
