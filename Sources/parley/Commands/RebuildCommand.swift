import Foundation
import Repository

/// `parley rebuild`: replays the record into a fresh file, and says where the old one differs.
enum RebuildCommand {
  static let command = CommandLineInterface.Command(
    usage: "parley rebuild --data DIR --into FILE"
  ) { words in
    let arguments = try Arguments(words, grammar: .init(options: ["--data", "--into"]))
    guard let data = arguments["--data"], let target = arguments["--into"] else {
      throw Arguments.Faults(
        list: ["--data wants the folder of the database, --into a file that is not there yet."])
    }
    umask(0o077)
    let folder = DataFolder(path: data)
    let library = try StoredLibrary.read(folder)
    let rebuild = Rebuild(from: folder.database, to: target, library: library)
    let report = try rebuild.run { words in
      FileHandle.standardError.write(Data((words + "\n").utf8))
    }
    for finding in report.differences {
      print("\(finding.kind.rawValue) at \(finding.place): \(finding.detail)")
    }
    print(
      "\(report.copiedRows) rows copied, \(report.escalations) escalations replayed, "
        + (report.compares
          ? "\(report.differences.count) differences"
          : "nothing compared: the file is of an earlier schema"))
    return report.differences.isEmpty ? 0 : 1
  }
}
