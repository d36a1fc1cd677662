import Foundation
import JSON
import Testing

/// The README's section for auditors, followed to the letter.
@Suite("The README's section for auditors", .serialized) struct AuditorReadmeTests {
  /// The commands of the section, as they stand there.
  private func commands() throws -> [String] {
    let text = try String(
      contentsOf: RunningServer.root.appendingPathComponent("README.md"), encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## For auditors\n").last)
    return (section.components(separatedBy: "\n## ").first ?? "").split(separator: "\n")
      .filter { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
  }

  /// A server with a story in it, somebody who looked, and somebody who was refused.
  private func story() async throws -> (server: RunningServer, played: PlayedCase) {
    let server = try RunningServer()
    let played = try await PlayedCase.raise(
      on: server, policy: "croydon", of: "cscp", by: "croydon-st-hilda",
      with: "croydon-social-care",
      #""children": [{"name": "Ben Made-Up", "nhsNumber": "999 000 0018"}]"#)
    try await played.discuss()
    _ = try await played.get(by: played.other)
    let stranger = try await played.get(by: server.caller("croydon-police"))
    #expect(stranger.status == 404)
    return (server, played)
  }

  /// Runs one of them in the shell, as an auditor would who has `ask`.
  private func run(
    _ command: String, _ server: RunningServer, _ played: PlayedCase, in folder: URL
  ) throws -> String {
    let script = """
      set -eu
      cd '\(folder.path)'
      BASE=\(server.address) TOKEN=\(server.token("auditor", of: "cscp")) ID=\(played.reference)
      \(try #require(commands().first { $0.hasPrefix("ask()") }))
      \(command)
      """
    let told = try server.run("sh", "-c", script)
    #expect(told.status == 0, "\(command): \(told.output)")
    return told.output
  }

  @Test func `answers who did what, who looked, who was refused, and that nothing was altered`()
    async throws
  {
    let (server, played) = try await story()
    let folder = RunningServer.temporaryFolder()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var told: [String: String] = [:]
    let all = try commands()
    let questions = [
      "/record", "escalation=", "child=", "refused=", "text/csv", "head", "verification",
    ]

    for question in questions {
      let command = try #require(
        all.first { $0.hasPrefix("ask ") && $0.contains(question) }, "\(question)")
      let pseudonym = told["/record"]?.firstMatch(of: /child-[0-9a-f]{16}/)?.output
      told[question] = try run(
        command.replacingOccurrences(of: "child-…", with: pseudonym ?? ""), server, played,
        in: folder)
    }
    let table = try String(
      contentsOf: folder.appendingPathComponent("entries.csv"), encoding: .utf8)
    let verdict = try JSONReader.read(
      Array((told["verification"]?.split(separator: "\n").last ?? "").utf8))

    #expect(all.count(where: { $0.hasPrefix("ask ") }) == questions.count, "none is left out")
    #expect(told["/record"]?.contains("\"raised\"") == true, "who did what")
    #expect(told["/record"]?.contains("demo-croydon-st-hilda") == true)
    #expect(told["/record"]?.contains("Ben Made-Up") == false)
    #expect(told["escalation="]?.contains("demo-croydon-social-care") == true, "who looked")
    #expect(told["child="]?.contains("demo-croydon-social-care") == true)
    #expect(told["refused="]?.contains("demo-croydon-police") == true, "who was refused")
    #expect(table.hasPrefix("sequence,recordedAt,who,"))
    #expect(table.contains("demo-croydon-social-care"))
    #expect(told["head"]?.contains("\"sequence\"") == true)
    #expect(verdict["sound"] == true, "nothing was altered: \(told["verification"] ?? "")")
  }

  @Test func `checks the file itself, and replays it into a fresh one`() async throws {
    let (server, _) = try await story()
    #expect(server.stop() == 0)
    let program = try RunningServer.binary().path
    let verify = try #require(commands().first { $0.contains("parley verify") })
    let words = verify.replacingOccurrences(of: ".build-release/release/parley", with: program)
      .replacingOccurrences(of: "--data data", with: "--data \(server.data.path)")

    let verified = try server.run("sh", "-c", words)
    let rebuilt = try server.run(
      program, "rebuild", "--data", server.data.path, "--into", server.data.path + "/fresh.db")

    #expect(verified.status == 0, "\(verified.output)")
    #expect(rebuilt.status == 0, "\(rebuilt.output)")
  }
}
