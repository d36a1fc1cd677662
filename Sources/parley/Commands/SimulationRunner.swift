import Casework
import Escalations

/// `parley policy simulate FILE EVENTS`: plays dated events against a policy and prints what came of it.
enum SimulationRunner {
  /// Plays the script; 0 if everything went as it expects, 1 if anything did not.
  static func run(policy: String, script: String) throws -> Int32 {
    let policy = try PolicyReader.read(InputFile.bytes(policy))
    let script = try SimulationScript.read(InputFile.bytes(script))
    let folder = ConfigurationFolder(path: ConfigurationFolder.shipped)
    let calendar = try CalendarFile.read(folder.bytes(of: "calendars/\(policy.calendar).json"))
    let simulator = Simulator(policy, calendar: calendar, zone: try London.transitions())
    let report = simulator.play(script)
    print(report.text(), terminator: "")
    return report.surprises.isEmpty ? 0 : 1
  }
}
