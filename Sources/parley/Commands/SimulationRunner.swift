import Casework
import Escalations
import Foundation

/// `parley policy simulate FILE EVENTS`: plays dated events against a policy and prints what came of it.
enum SimulationRunner {
  /// Plays the script; 0 if everything went as it expects, 1 if anything did not.
  static func run(policy: String, script: String) throws -> Int32 {
    let policy = try PolicyReader.read(bytes(of: policy))
    let script = try SimulationScript.read(bytes(of: script))
    let folder = ConfigurationFolder(path: ConfigurationFolder.shipped)
    let calendar = try CalendarFile.read(
      [UInt8](folder.bytes(of: "calendars/\(policy.calendar).json")))
    let simulator = Simulator(policy, calendar: calendar, zone: try London.transitions())
    let report = simulator.play(script)
    print(report.text(), terminator: "")
    return report.surprises.isEmpty ? 0 : 1
  }

  private static func bytes(of file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
  }
}
