import Foundation
import JSON

/// Erasing, holding and retention, through the server that runs.
enum KeepingCommands {
  static let erase = CommandLineInterface.Command(
    usage: """
      parley erase REFERENCE --data DIR --class name|birthDate|identifier|narrative...
                   [--person KEY] --rule TEXT --by POST
      """
  ) { words in
    let arguments = try Arguments(
      words,
      grammar: .init(
        options: ["--data", "--person", "--rule", "--by"], repeated: ["--class"], words: 1...1))
    let classes = arguments.options["--class"] ?? []
    let answer = try client(arguments).ask(
      "/erasures",
      [
        ("reference", .string(arguments.words[0])),
        ("classes", .array(classes.map { .string($0) })),
        ("person", arguments["--person"].map { .string($0) }),
        ("rule", arguments["--rule"].map { .string($0) }),
        ("by", arguments["--by"].map { .string($0) }),
      ])
    print("\(answer["erased"]?.int64Value ?? 0) groups of texts erased")
    warn(of: answer)
    return 0
  }

  static let hold = CommandLineInterface.Command(
    usage: """
      parley hold REFERENCE --data DIR --reason TEXT --by POST
      parley hold REFERENCE --data DIR --release --by POST
      """
  ) { words in
    let arguments = try Arguments(
      words,
      grammar: .init(options: ["--data", "--reason", "--by"], flags: ["--release"], words: 1...1))
    let reference = ("reference", JSONValue.string(arguments.words[0]))
    let by = ("by", arguments["--by"].map { JSONValue.string($0) })
    if arguments.flags.contains("--release") {
      let answer = try client(arguments).ask("/holds/release", [reference, by])
      print(answer["released"] == true ? "released" : "there was no hold")
    } else {
      let reason = ("reason", arguments["--reason"].map { JSONValue.string($0) })
      _ = try client(arguments).ask("/holds", [reference, reason, by])
      print("held")
    }
    return 0
  }

  static let retention = CommandLineInterface.Command(
    usage: "parley retention --data DIR --by POST [--carry-out CODE]"
  ) { words in
    let arguments = try Arguments(
      words, grammar: .init(options: ["--data", "--by", "--carry-out"]))
    let code = arguments["--carry-out"].map { JSONValue.string($0) }
    let answer = try client(arguments).ask(
      "/retention", [("code", code), ("by", arguments["--by"].map { .string($0) })])
    let months = answer["accessMonths"]?.arrayValue ?? []
    guard code == nil else {
      for month in months { print(accessLine(month) + "  erased") }
      print(
        "\(answer["erased"]?.int64Value ?? 0) erased, \(answer["held"]?.int64Value ?? 0) held; "
          + "months of access entries erased: \(months.count)")
      warn(of: answer)
      return 0
    }
    for item in answer["items"]?.arrayValue ?? [] { print(line(item)) }
    for month in months { print(accessLine(month)) }
    print("Nothing was erased. To carry it out: --carry-out \(answer["code"]?.stringValue ?? "")")
    return 0
  }

  private static func line(_ item: JSONValue) -> String {
    let classes = (item["classes"]?.arrayValue ?? []).compactMap(\.stringValue)
    return "\(item["reference"]?.stringValue ?? "")  ended \(item["closedOn"]?.stringValue ?? "")"
      + "  \(item["rule"]?.stringValue ?? "")  \(classes.joined(separator: ","))"
      + (item["held"] == true ? "  HELD: stays" : "")
  }

  /// Stores that a restore set aside hold what was erased in the one that is served.
  private static func warn(of answer: JSONValue) {
    let files = (answer["setAside"]?.arrayValue ?? []).compactMap(\.stringValue)
    if files.isEmpty { return }
    OperatorNotice.say(
      "What a restore set aside may hold it still: \(files.joined(separator: ", ")). "
        + "Remove these when they are no longer needed.")
  }

  private static func accessLine(_ month: JSONValue) -> String {
    "\(month["partnership"]?.stringValue ?? "")  access entries of \(month["month"]?.stringValue ?? "")"
      + "  accessMonths  \(month["entries"]?.int64Value ?? 0) entries"
  }

  private static func client(_ arguments: Arguments) throws -> ControlClient {
    guard let data = arguments["--data"] else {
      throw Arguments.Faults(list: ["--data wants the folder of the database."])
    }
    return ControlClient(data)
  }
}
