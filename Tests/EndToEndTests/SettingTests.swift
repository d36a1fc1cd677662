import Foundation
import Testing

/// What an operator sets, in the real program.
@Suite("Settings") struct SettingTests {
  @Test func `they are listed with their defaults, one a line`() throws {
    let binary = try RunningServer.binary().path
    let printed = try run(binary, "settings")

    #expect(printed.status == 0)
    let lines = printed.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("http.requestsPerCredential=6000  ") })
    #expect(lines.contains { $0.hasPrefix("http.countsLoopback=0  ") })
    #expect(Set(lines.map { $0.prefix { $0 != "=" } }).count == lines.count)
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var assignment: String
    var words: String
    var testDescription: String { assignment }
  }

  static let wrong = [
    Wrong(assignment: "http.head=1", words: "http.head is from 256 to"),
    Wrong(assignment: "http.countsLoopback=2", words: "http.countsLoopback is from 0 to 1"),
    Wrong(assignment: "http.heads=300", words: "There is no setting http.heads"),
    Wrong(assignment: "http.head=many", words: "--set wants NAME=NUMBER"),
  ]

  @Test(arguments: wrong) func `one that cannot work is refused before anything starts`(row: Wrong)
    throws
  {
    let folder = RunningServer.temporaryFolder().path
    let binary = try RunningServer.binary().path
    let refused = try run(
      binary, "serve", "--data", folder, "--port", "0", "--set", row.assignment)

    #expect(refused.status == 2)
    #expect(refused.output.contains(row.words), "\(refused.output)")
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `a credential that asks too often is refused, and others are not`() async throws {
    let server = try RunningServer(["--set", "http.requestsPerCredential=1"])
    let school = server.caller("croydon-st-hilda")
    // At once, so that no minute can pass between them however slow the machine is.
    async let first = school.get("/v1/agencies")
    async let second = school.get("/v1/agencies")
    let answers = try await [first, second].sorted { $0.status < $1.status }

    let refused = answers[1]
    #expect(answers.map(\.status) == [200, 429])
    #expect(refused.code == "tooManyRequests")
    #expect(Int(refused.fields["retry-after"] ?? "") ?? 0 > 0)
    #expect(try await server.caller("croydon-social-care").get("/v1/agencies").status == 200)
    #expect(try await Caller(address: server.address, token: nil).get("/health/live").status == 200)
  }

  private func run(_ words: String...) throws -> (status: Int32, output: String) {
    let command = Process()
    command.executableURL = URL(fileURLWithPath: words[0])
    command.arguments = Array(words.dropFirst())
    let output = Pipe()
    command.standardOutput = output
    command.standardError = output
    try command.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    command.waitUntilExit()
    return (command.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}
