import Foundation

/// The commands, each with the words that explain it.
let words = Array(CommandLine.arguments.dropFirst())
exit(CommandLineInterface.run(words))
