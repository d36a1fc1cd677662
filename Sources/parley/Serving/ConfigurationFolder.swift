import Casework
import Escalations
import Foundation
import JSON
import NotificationForms

/// The shipped files: partnerships, policies, calendars and templates of forms.
///
/// What cannot be read is said, all of it, and the rest is used.
struct ConfigurationFolder {
  /// Where the shipped files lie: in the working folder, or beside the installed program.
  static var shipped: String {
    let here = "config"
    if FileManager.default.fileExists(atPath: here + "/policies") { return here }
    let program = Bundle.main.executableURL?.deletingLastPathComponent().path ?? "."
    return program + "/../share/parley/config"
  }

  let path: String

  /// A policy with the bytes it was read from.
  struct LoadedPolicy: Sendable {
    let policy: Policy
    let json: [UInt8]
  }

  /// A calendar with the bytes it was read from.
  struct LoadedCalendar: Sendable {
    let calendar: WorkingCalendar
    let json: [UInt8]
  }

  /// A form's template with the bytes it was read from.
  struct LoadedTemplate: Sendable {
    let template: Template
    let json: [UInt8]
  }

  /// A file and what is wrong with it.
  struct FileFault: Sendable, CustomStringConvertible {
    let file: String
    let detail: String
    var description: String { "\(file): \(detail)" }
  }

  /// Reads every file of a sub-folder, in the order of their names.
  func read<Value>(
    _ folder: String, _ parse: ([UInt8]) throws -> Value
  ) -> (values: [Value], faults: [FileFault]) {
    let directory = path + "/" + folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    var values: [Value] = []
    var faults: [FileFault] = []
    for name in names.sorted() where name.hasSuffix(".json") {
      do {
        values.append(try parse(InputFile.bytes(directory + "/" + name)))
      } catch {
        faults.append(FileFault(file: folder + "/" + name, detail: "\(error)"))
      }
    }
    return (values, faults)
  }

  /// Reads one file.
  func bytes(of file: String) throws(InputFile.Unreadable) -> [UInt8] {
    try InputFile.bytes(path + "/" + file)
  }
}
