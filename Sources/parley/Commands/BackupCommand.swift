import Dispatch
import Foundation
import JSON
import Repository

/// `parley backup FILE`: a copy of one moment, made by the server that runs, or of the folder at rest.
enum BackupCommand {
  static let command = CommandLineInterface.Command(
    usage: "parley backup FILE --data DIR"
  ) { words in
    let arguments = try Arguments(words, grammar: .init(options: ["--data"], words: 1...1))
    guard let data = arguments["--data"] else {
      throw Arguments.Faults(list: ["--data wants the folder of the database."])
    }
    umask(0o077)
    let file = URL(fileURLWithPath: arguments.words[0]).path
    let client = ControlClient(data)
    let progress = told(of: file)
    defer { progress.cancel() }
    let started = DispatchTime.now()
    if client.runs {
      let answer = try client.ask("/backup", [("to", .string(file))])
      for head in answer["heads"]?.arrayValue ?? [] {
        print(String(decoding: JSONWriter.bytes(of: head), as: UTF8.self))
      }
    } else {
      for head in try Store.backUp(DataFolder(path: data).database, to: file).heads {
        print(String(decoding: try JSONEncoding.bytes(of: head), as: UTF8.self))
      }
    }
    let took = (DispatchTime.now().uptimeNanoseconds - started.uptimeNanoseconds) / 1_000_000
    OperatorNotice.say("\(file): \(size(of: file) >> 10) KiB in \(took) ms, checked")
    return 0
  }

  /// Says every two seconds how much there is.
  private static func told(of file: String) -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "parley.progress"))
    timer.schedule(deadline: .now() + .seconds(2), repeating: .seconds(2))
    timer.setEventHandler { OperatorNotice.say("\(size(of: file) >> 20) MiB written") }
    timer.resume()
    return timer
  }

  private static func size(of file: String) -> Int64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
  }
}
