import Foundation
import JSON
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The real program, started as a user starts it, on a folder of its own and any free port.
///
/// Sendable because its process is only started and killed by the test that holds it.
final class RunningServer: @unchecked Sendable {
  /// The program did not do what a test needs to begin.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let data: URL
  private(set) var address = ""
  private(set) var tokens: JSONValue = .null
  private var process = Process()
  private let arguments: [String]
  private let removesData: Bool

  /// Starts the program; `data` of an earlier one continues it.
  init(data: URL? = nil, _ arguments: [String] = []) throws {
    self.data = data ?? RunningServer.temporaryFolder()
    removesData = data == nil
    self.arguments = arguments
    try start()
  }

  deinit {
    kill()
    if removesData {
      try? FileManager.default.removeItem(at: data)
      try? FileManager.default.removeItem(at: log)
    }
  }

  static func temporaryFolder() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("parley-\(UUID().uuidString)")
  }

  /// The root of the repository.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program beside the tests.
  static func binary() throws -> URL {
    let beside = Bundle.main.bundleURL
    let candidates = [
      beside.appendingPathComponent("parley"),
      beside.deletingLastPathComponent().appendingPathComponent("parley"),
      root.appendingPathComponent(".build/debug/parley"),
    ]
    let found = candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    guard let found else { throw Failure(description: "the program is not built") }
    return found
  }

  /// The configuration that servers run on: the shipped one, or another whose rules are to be tried
  /// (`scripts/mutate.sh` gives one with a single rule changed).
  static let configuration =
    ProcessInfo.processInfo.environment["PARLEY_TESTED_CONFIG"].map { URL(fileURLWithPath: $0) }
    ?? root.appendingPathComponent("config")

  /// Starts it on its folder, and returns when it says where it is.
  func start() throws {
    process = Process()
    process.executableURL = try RunningServer.binary()
    process.currentDirectoryURL = RunningServer.root
    process.arguments = ["serve", "--data", data.path, "--port", "0", "--demo"] + arguments
    if !arguments.contains("--config") {
      process.arguments? += ["--config", RunningServer.configuration.path]
    }
    let output = Pipe()
    process.standardOutput = output
    let isMade = FileManager.default.createFile(
      atPath: log.path, contents: nil, attributes: [.posixPermissions: 0o600])
    guard isMade else { throw Failure(description: "no log can be made") }
    let errors = try FileHandle(forWritingTo: log)
    process.standardError = errors
    try process.run()
    Leftovers.add(process.processIdentifier)
    let line = try firstLine(of: output.fileHandleForReading)
    let started = try JSONReader.read(line)
    address = started["address"]?.stringValue ?? ""
    tokens = started["demonstrationTokens"] ?? .null
  }

  private func firstLine(of handle: FileHandle) throws -> [UInt8] {
    var line: [UInt8] = []
    while true {
      let more = handle.availableData
      guard !more.isEmpty else {
        throw Failure(description: "the program ended before it said where it is")
      }
      line += more
      if let end = line.firstIndex(of: 0x0A) { return Array(line[..<end]) }
    }
  }

  /// Ends it as a power cut does.
  func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Asks it to stop; returns its exit status.
  func stop() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// The demonstration token of an agency.
  func token(_ agency: String) -> String { tokens["agency"]?[agency]?.stringValue ?? "" }

  /// The demonstration token of a partnership's role.
  func token(_ role: String, of partnership: String) -> String {
    tokens["partnership"]?[partnership]?[role]?.stringValue ?? ""
  }

  /// Moves the time of a server started with `--clock manual`.
  func move(to instant: String) throws {
    let answer = try run(
      "curl", "--silent", "--fail", "--unix-socket", data.path + "/control.sock", "--request",
      "POST", "http://parley/clock", "--data", "{\"to\": \"\(instant)\"}")
    guard answer.status == 0 else { throw Failure(description: "the clock was not moved") }
  }

  /// What it wrote on standard error since it began.
  private var log: URL { URL(fileURLWithPath: data.path + ".log") }

  /// What it wrote on standard error since it began.
  func logText() throws -> String { try String(contentsOf: log, encoding: .utf8) }

  /// Runs a command and gathers what it prints.
  func run(_ words: String...) throws -> (status: Int32, output: String) { try run(words) }

  /// The same, the words in a list.
  func run(_ words: [String]) throws -> (status: Int32, output: String) {
    let command = Process()
    command.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    command.arguments = words
    command.currentDirectoryURL = RunningServer.root
    let output = Pipe()
    command.standardOutput = output
    command.standardError = output
    try command.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    command.waitUntilExit()
    return (command.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}

/// Servers that static test suites hold: nothing deinitialises those, so they are ended with the tests.
private enum Leftovers {
  private static let pids = Mutex<[Int32]>([])

  static func add(_ pid: Int32) {
    let isFirst = pids.withLock { pids in
      pids.append(pid)
      return pids.count == 1
    }
    if isFirst { atexit { Leftovers.endAll() } }
  }

  private static func endAll() {
    for pid in pids.withLock({ $0 }) { kill(pid, SIGKILL) }
  }
}
