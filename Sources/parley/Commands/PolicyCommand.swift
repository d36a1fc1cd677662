import Casework
import Escalations
import Foundation
import JSON

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

  /// Says every fault of a file on a line of its own, warnings too, and whether it loads.
  private static func isSound(_ file: String) -> Bool {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(file)
    } catch {
      print(error)
      return false
    }
    let reading = PolicyReader.check(bytes, among: surroundings(of: file))
    for fault in reading.faults { print("\(file): \(fault)") }
    guard let policy = reading.policy else { return false }
    let word = reading.faults.isEmpty ? "no fault" : "it loads"
    print("\(file): \(policy.title), version \(policy.version): \(word)")
    return true
  }

  /// Templates and calendars in the folders beside the policies', where there are such.
  private static func surroundings(of file: String) -> PolicyReader.Surroundings {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    return PolicyReader.Surroundings(
      forms: names(in: folder.appendingPathComponent("forms")) { bytes in
        try JSONReader.read(bytes)["id"]?.stringValue
      },
      calendars: names(in: folder.appendingPathComponent("calendars")) { bytes in
        try CalendarFile.read(bytes).id
      })
  }

  private static func names(
    in folder: URL, _ name: ([UInt8]) throws -> String?
  ) -> Set<String>? {
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    guard let files else { return nil }
    return Set(
      files.filter { $0.pathExtension == "json" }.compactMap { file in
        // What cannot be read is no template; the policy that names it is told so.
        try? name(InputFile.bytes(file.path))
      })
  }
}
