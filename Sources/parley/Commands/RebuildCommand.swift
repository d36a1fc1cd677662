import Foundation
import Repository

/// `parley rebuild`: replays the record into a fresh file, and says where the old one differs; with
/// `--in-place` the fresh one takes its place.
enum RebuildCommand {
  static let command = CommandLineInterface.Command(
    usage: "parley rebuild --data DIR (--into FILE | --in-place)"
  ) { words in
    let arguments = try Arguments(
      words, grammar: .init(options: ["--data", "--into"], flags: ["--in-place"]))
    let (target, isInPlace) = (arguments["--into"], arguments.flags.contains("--in-place"))
    guard let data = arguments["--data"], (target == nil) == isInPlace else {
      throw Arguments.Faults(
        list: [
          "--data wants the folder of the database; --into a file that is not there yet, or say --in-place."
        ])
    }
    umask(0o077)
    let folder = DataFolder(path: data)
    try folder.finishCutOff()
    let library = try StoredLibrary.read(folder)
    guard let target else {
      let done = try Rebuild.inPlace(
        folder, library: library, now: ServiceClock.system, progress: OperatorNotice.say)
      say(done.report)
      print(
        "In place. What was there is \(done.setAside): remove it when it is not needed any more.")
      return 0
    }
    let rebuild = Rebuild(from: folder.database, to: target, library: library)
    let report = try rebuild.run(progress: OperatorNotice.say)
    say(report)
    return report.differences.isEmpty ? 0 : 1
  }

  private static func say(_ report: Rebuild.Report) {
    for finding in report.differences {
      print("\(finding.kind.rawValue) at \(finding.place): \(finding.detail)")
    }
    print(
      "\(report.copiedRows) rows copied, \(report.escalations) escalations replayed, "
        + (report.compares
          ? "\(report.differences.count) differences"
          : "nothing compared: the file is of an earlier release"))
  }
}
