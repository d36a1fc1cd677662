import Casework
import Foundation
import Repository

/// `parley re-anchor`: puts on record that what verification finds was looked into and explained.
enum ReanchorCommand {
  static let command = CommandLineInterface.Command(
    usage: "parley re-anchor --data DIR --reason TEXT --by POST"
  ) { words in
    let arguments = try Arguments(
      words, grammar: .init(options: ["--data", "--reason", "--by"]))
    guard let data = arguments["--data"], let reason = arguments["--reason"], !reason.isEmpty,
      let by = arguments["--by"], !by.isEmpty
    else {
      throw Arguments.Faults(
        list: ["--data, --reason (no names of people: it stays) and --by (a post) are wanted."])
    }
    let folder = DataFolder(path: data)
    let findings = try Reanchor(folder).run(
      reason: reason, by: by, now: ServiceClock.system, library: try StoredLibrary.read(folder))
    for finding in findings {
      print("\(finding.kind.rawValue) at \(finding.place): \(finding.detail)")
    }
    print(
      findings.isEmpty
        ? "There is nothing to explain: the record is sound."
        : "\(findings.count) findings are on record as explained.")
    return 0
  }
}
