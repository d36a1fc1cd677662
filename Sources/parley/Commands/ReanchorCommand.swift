import Casework
import Foundation
import Repository

/// `parley re-anchor`: puts on record that what verification finds was looked into and explained.
enum ReanchorCommand {
  static let command = CommandLineInterface.Command(
    usage: "parley re-anchor --data DIR --reason TEXT --by POST [--anchor FILE]..."
  ) { words in
    let arguments = try Arguments(
      words, grammar: .init(options: ["--data", "--reason", "--by"], repeated: ["--anchor"]))
    guard let data = arguments["--data"], let reason = arguments["--reason"], !reason.isEmpty,
      let by = arguments["--by"], !by.isEmpty
    else {
      throw Arguments.Faults(
        list: ["--data, --reason (no names of people: it stays) and --by (a post) are wanted."])
    }
    let folder = DataFolder(path: data)
    let rules = try StoredLibrary.readable(folder)
    var reanchor = Reanchor(folder)
    reanchor.documents = rules.findings
    reanchor.anchors = try AnchorFile.read(all: arguments.options["--anchor"])
    let report = try reanchor.run(
      reason: reason, by: by, now: ServiceClock.system, library: rules.library)
    for finding in report.explained { print(finding.line) }
    print(
      report.explained.isEmpty
        ? "There is nothing to explain" + (report.left.isEmpty ? ": the record is sound." : ".")
        : "\(report.explained.count) findings are on record as explained.")
    for finding in report.left { print(finding.line) }
    if report.left.isEmpty { return 0 }
    print(
      "\(report.left.count) are not to be explained: `parley rebuild --in-place` makes a projection anew, "
        + "and what cannot be read wants an earlier backup.")
    return 1
  }
}
