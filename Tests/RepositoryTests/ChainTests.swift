import Digest
import Escalations
import Foundation
import Testing

@testable import Repository

@Suite("The chain's text") struct ChainTests {
  /// The worked example of `docs/record.md`.
  private static let group = PartGroup(
    class: .narrative, person: "", salt: "000102030405060708090a0b0c0d0e0f",
    content: "8:/summary\n32:No reply to the school’s call.\n")

  private static let example = EventHash(
    previous: EventHash.genesis, partnership: "testshire", sequence: 1, stream: "TEST-2026-00001",
    number: 1, recordedAt: at("2026-03-02T09:00:00Z"), credential: "c-st-hilda",
    kind: "act.recorded", version: 1, payload: #"{"body":{"kind":"discuss"}}"#,
    parts: [EventHash.PartLine(class: "narrative", person: "", digest: group.digest)])

  /// The blocks between ``` lines of the page, each as it stands there.
  private static func blocks() throws -> [String] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/record.md"), encoding: .utf8)
    let pieces = page.components(separatedBy: "\n```")
    return stride(from: 1, to: pieces.count, by: 2).map { index in
      String(pieces[index].drop { $0 != "\n" }.dropFirst()) + "\n"
    }
  }

  @Test func `the page's example is what is hashed, to the byte`() throws {
    let blocks = try Self.blocks()

    #expect(blocks.contains("parley.part.1\n32:\(Self.group.salt)\n\(Self.group.content)"))
    #expect(blocks.contains(String(decoding: Self.example.text.bytes, as: UTF8.self)))
    #expect(blocks.contains("\(Self.group.digest.hex)\n"))
    #expect(blocks.contains("\(Self.example.digest.hex)\n"))
  }

  @Test func `sha256sum comes to the same digests`() throws {
    let tool = "/usr/bin/sha256sum"
    guard FileManager.default.isExecutableFile(atPath: tool) else { return }
    let file = temporaryPath()
    try Data(Self.example.text.bytes).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = [file]
    process.standardOutput = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()

    #expect(String(decoding: printed, as: UTF8.self).hasPrefix(Self.example.digest.hex))
  }

  @Test func `nothing can be moved from one field to the next`() {
    var moved = Self.example
    moved.stream = "TEST-2026-0000"
    moved.number = 11

    #expect(moved.digest != Self.example.digest)
  }

  @Test func `every field counts`() {
    let changes: [(String, (inout EventHash) -> Void)] = [
      ("previous", { $0.previous = SHA256.digest(of: "x") }),
      ("partnership", { $0.partnership += "x" }),
      ("sequence", { $0.sequence += 1 }), ("stream", { $0.stream += "x" }),
      ("number", { $0.number += 1 }),
      ("recordedAt", { $0.recordedAt = $0.recordedAt.adding(milliseconds: 1) }),
      ("credential", { $0.credential = "" }), ("kind", { $0.kind += "x" }),
      ("version", { $0.version += 1 }), ("payload", { $0.payload += " " }),
      ("parts", { $0.parts = [] }),
    ]
    for (name, change) in changes {
      var changed = Self.example
      change(&changed)

      #expect(changed.digest != Self.example.digest, "\(name)")
    }
  }

  @Test func `parts are grouped by class and person, in the order of the event`() {
    let parts = [
      Part(class: .name, person: "child-2", member: "/children/1/name", text: "Two"),
      Part(class: .name, person: "child-1", member: "/children/0/name", text: "One"),
      Part(class: .birthDate, person: "child-2", member: "/children/1/born", text: "2020-02-29"),
      Part(class: .name, person: "child-2", member: "/children/1/knownAs", text: "T\n9:wo\n"),
    ]
    var salts = ["a", "b", "c"]

    let groups = PartGroup.groups(of: parts) { salts.removeFirst() }

    #expect(groups.map(\.person) == ["child-2", "child-1", "child-2"])
    #expect(groups.map(\.class) == [.name, .name, .birthDate])
    #expect(groups.map { $0.parts() } == [[parts[0], parts[3]], [parts[1]], [parts[2]]])
  }

  @Test(arguments: [
    "8:/summary\n", "8:/summary\n3:text\n", "8:/summary\n4:text", "8:/summary\n4;text\n", ":\n:\n",
    "-1:\n", "99999999999999999999:x\n", "8:/summary\n4:text\nx",
  ])
  func `a content that was not written so is none`(content: String) {
    let group = PartGroup(class: .name, person: "", salt: "", content: content)

    #expect(group.parts() == nil)
  }
}
