import Casework
import Escalations
import Foundation

/// `parley policy check FILE...`: says every fault of policy files, with pointers.
enum PolicyCommand {
  static let command = CommandLineInterface.Command(usage: "parley policy check FILE...") { words in
    let arguments = try Arguments(words, grammar: .init(words: 2...1_000))
    guard arguments.words[0] == "check" else {
      throw Arguments.Faults(list: ["There is `parley policy check`."])
    }
    var status: Int32 = 0
    for file in arguments.words.dropFirst() where !isSound(file) { status = 1 }
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
