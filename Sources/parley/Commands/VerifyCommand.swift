import Casework
import Foundation
import JSON
import Repository

/// `parley verify`: says whether the record is what was recorded; exit status 1 if it is not.
enum VerifyCommand {
  static let command = CommandLineInterface.Command(
    usage: "parley verify --data DIR [--anchor FILE]... [--projections]"
  ) { words in
    let arguments = try Arguments(
      words,
      grammar: .init(options: ["--data"], repeated: ["--anchor"], flags: ["--projections"]))
    guard let data = arguments["--data"] else {
      throw Arguments.Faults(list: ["--data wants the folder of the database."])
    }
    let folder = DataFolder(path: data)
    var verification = Verification(path: folder.database)
    verification.anchors = try AnchorFile.read(all: arguments.options["--anchor"])
    let report =
      try arguments.flags.contains("--projections")
      ? withProjections(verification, folder) : verification.run()
    print(report)
    return report.isSound ? 0 : 1
  }

  /// Looks again where a version was loaded while it looked: escalations may run under it by then.
  private static func withProjections(
    _ verification: Verification, _ folder: DataFolder
  ) throws -> VerificationReport {
    var verification = verification
    var read = rules(of: folder)
    while true {
      if case .success(let rules) = read {
        (verification.library, verification.documents) = (rules.library, rules.findings)
      }
      let report = try verification.run()
      if report.isSound {
        // Of a file from which no rules can be read, verification says more than that.
        _ = try read.get()
        return report
      }
      let again = rules(of: folder)
      if count(again) == count(read) { return report }
      read = again
    }
  }

  private static func count(
    _ rules: Result<(library: Library, findings: [Finding]), any Error>
  ) -> [Int] {
    guard case .success(let rules) = rules else { return [] }
    return [rules.library.policies.count, rules.library.forms.templates.count]
  }

  private static func rules(
    of folder: DataFolder
  ) -> Result<(library: Library, findings: [Finding]), any Error> {
    Result { try StoredLibrary.readable(folder) }
  }

  private static func print(_ report: VerificationReport) {
    for finding in report.findings { Swift.print(finding.line) }
    // Heads as lines of JSON, so that they can be kept as anchors as they are.
    for head in report.heads {
      if let line = try? JSONEncoding.bytes(of: head) {
        Swift.print(String(decoding: line, as: UTF8.self))
      }
    }
    let explained = report.findings.count(where: \.isExplained)
    let verdict =
      !report.isSound ? "NOT SOUND" : explained == 0 ? "sound" : "sound, \(explained) explained"
    FileHandle.standardError.write(
      Data(
        """
        \(report.events) events, \(report.accessEntries) access entries, \(report.parts) parts \
        (\(report.erasedParts) erased): \(verdict)

        """.utf8))
  }
}
