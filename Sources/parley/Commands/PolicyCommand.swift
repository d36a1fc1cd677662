import Casework
import Escalations
import Foundation

/// `parley policy check FILE...` says every fault of policy files, with pointers; `parley policy
/// simulate FILE EVENTS` plays a story against one.
enum PolicyCommand {
  static let command = CommandLineInterface.Command(
    usage: "parley policy check FILE...\nparley policy simulate FILE EVENTS"
  ) { words in
    let arguments = try Arguments(words, grammar: .init(words: 2...1_000)).words
    switch arguments[0] {
    case "check": return check(arguments.dropFirst())
    case "simulate" where arguments.count == 3:
      return try SimulationRunner.run(policy: arguments[1], script: arguments[2])
    default:
      throw Arguments.Faults(list: ["There are `policy check` and `policy simulate`."])
    }
  }

  private static func check(_ files: ArraySlice<String>) -> Int32 {
    var status: Int32 = 0
    for file in files where !isSound(file) { status = 1 }
    return status
  }

  private static func isSound(_ file: String) -> Bool {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: file))
      let policy = try PolicyReader.read([UInt8](data))
      print("\(file): \(policy.title), version \(policy.version): no fault")
      return true
    } catch {
      print("\(file): \(error)")
      return false
    }
  }
}
