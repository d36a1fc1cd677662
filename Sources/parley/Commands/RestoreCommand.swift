import Casework
import Dispatch
import Foundation
import Repository

/// `parley restore FILE --data DIR`: puts a backup in the place of a store while no server runs.
enum RestoreCommand {
  static let command = CommandLineInterface.Command(
    usage: "parley restore FILE --data DIR [--despite-findings] [--latest]"
  ) { words in
    let arguments = try Arguments(
      words,
      grammar: .init(options: ["--data"], flags: ["--despite-findings", "--latest"], words: 1...1))
    guard let data = arguments["--data"] else {
      throw Arguments.Faults(list: ["--data wants the folder of the database."])
    }
    umask(0o077)
    var restore = Restore(arguments.words[0], into: DataFolder(path: data))
    restore.acceptsFindings = arguments.flags.contains("--despite-findings")
    restore.isLatest = arguments.flags.contains("--latest")
    let zone = try London.transitions()
    let started = DispatchTime.now()
    let report = try restore.run(
      now: ServiceClock.system, library: { try StoredConfiguration($0).library(zone: zone) },
      progress: OperatorNotice.say)
    let took = (DispatchTime.now().uptimeNanoseconds - started.uptimeNanoseconds) / 1_000_000
    print("restored in \(took) ms: \(report.bytes >> 10) KiB, epoch \(report.epoch)")
    print(
      "done again: \(report.erasedAgain) escalations erased and \(report.heldAgain) held, "
        + "\(report.monthsAgain) months of access entries let go, "
        + "\(report.credentialsAgain) credentials revoked or renewed")
    for words in report.leftToPeople { print("to be done again by people: \(words)") }
    if !report.leftToPeople.isEmpty {
      print(
        "It stands in left-to-people.txt beside the store. Remove that file when all of it is done."
      )
    }
    if let aside = report.setAside {
      print("What was there lies in \(aside). Remove it when it is no longer needed.")
    }
    return 0
  }
}
