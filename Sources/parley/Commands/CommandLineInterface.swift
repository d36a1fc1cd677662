import Foundation
import Repository
import SQLite

/// The command line: finds the command, runs it, and says what went wrong on standard error.
enum CommandLineInterface {
  /// Runs the words after the program's name; returns the exit status (0 done, 1 no, 2 misused).
  static func run(_ words: [String]) -> Int32 {
    guard let name = words.first, let command = commands[name] else {
      print(usage, to: words.isEmpty || words[0] == "help" ? .standardOutput : .standardError)
      return words.isEmpty || words[0] == "help" ? 0 : 2
    }
    do {
      return try command.run(Array(words.dropFirst()))
    } catch let faults as Arguments.Faults {
      print(faults.description + "\n\n" + command.usage, to: .standardError)
      return 2
    } catch let error as SQLiteError {
      print(error.sentence(), to: .standardError)
      return 1
    } catch {
      print("\(error)", to: .standardError)
      return 1
    }
  }

  /// A command: how it is called and what it does.
  struct Command: Sendable {
    let usage: String
    let run: @Sendable ([String]) throws -> Int32
  }

  private static let commands: [String: Command] = [
    "serve": Command(usage: ServeOptions.usage) { words in
      try Program(try ServeOptions(words, now: ServiceClock.system)).run()
      return 0
    },
    "settings": Command(usage: "parley settings") { _ in
      let defaults = Settings()
      for setting in Settings.table {
        Swift.print("\(setting.name)=\(defaults[keyPath: setting.path])  \(setting.meaning)")
      }
      return 0
    },
    "backup": BackupCommand.command,
    "credential": CredentialCommand.command,
    "demonstrate": DemonstrateCommand.command,
    "erase": KeepingCommands.erase,
    "hold": KeepingCommands.hold,
    "policy": PolicyCommand.command,
    "re-anchor": ReanchorCommand.command,
    "restore": RestoreCommand.command,
    "retention": KeepingCommands.retention,
    "rebuild": RebuildCommand.command,
    "verify": VerifyCommand.command,
  ]

  private static var usage: String {
    (["parley: professional disagreements, run by the partnership's own policy", ""]
      + commands.sorted { $0.key < $1.key }.map(\.value.usage)).joined(separator: "\n")
  }

  private static func print(_ text: String, to handle: FileHandle) {
    handle.write(Data((text + "\n").utf8))
  }
}
