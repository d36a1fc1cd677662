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
    for file in arguments.options["--anchor"] ?? [] {
      verification.anchors += try AnchorFile.read(file)
    }
    let report = try verification.run()
    var findings = report.findings
    if arguments.flags.contains("--projections") {
      let library = try StoredLibrary.read(folder)
      findings += try ProjectionCheck(path: folder.database, library: library).run()
      findings += try FormCheck(path: folder.database, library: library).run()
    }
    print(report, findings)
    return findings.contains(where: \.isAlarm) ? 1 : 0
  }

  private static func print(_ report: VerificationReport, _ findings: [Finding]) {
    for finding in findings {
      Swift.print("\(finding.kind.rawValue) at \(finding.place): \(finding.detail)")
    }
    // Heads as lines of JSON, so that they can be kept as anchors as they are.
    for head in report.heads {
      if let line = try? JSONEncoding.bytes(of: head) {
        Swift.print(String(decoding: line, as: UTF8.self))
      }
    }
    let verdict = findings.contains(where: \.isAlarm) ? "NOT SOUND" : "sound"
    FileHandle.standardError.write(
      Data(
        """
        \(report.events) events, \(report.accessEntries) access entries, \(report.parts) parts \
        (\(report.erasedParts) erased): \(verdict)

        """.utf8))
  }
}
