import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("Erasing") struct ErasingTests {
  private static let everything: [Part.Class] = [.name, .birthDate, .identifier, .narrative]

  /// Stories whose every text holds the marker.
  private func marked(_ world: World, _ count: Int) throws -> [Reference] {
    try (0..<count).map { number in
      let story = try Story(world)
      for length in [10, 300, 5_000] {
        let text = String(repeating: "MARKER\(number) ", count: length / 8 + 1)
        try story.append(Story.act(at: world.now, text: text))
      }
      return story.reference
    }
  }

  private func erasure(
    _ reference: Reference, _ classes: [Part.Class] = everything, person: String? = nil
  ) -> Erasure {
    Erasure(
      reference: reference, classes: classes, person: person, rule: "closed-25", by: "the board")
  }

  /// How often a word stands in any file of the folder.
  private func count(_ word: String, in folder: DataFolder) throws -> Int {
    let needle = Array(word.utf8)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).reduce(0) { sum, name in
      let data = FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()
      var (count, rest) = (0, data[...])
      while let found = rest.firstRange(of: needle) {
        count += 1
        rest = rest[found.upperBound...]
      }
      return sum + count
    }
  }

  @Test func `what was erased stands in no file any more, also while the server runs`() throws {
    let world = try World()
    try world.populate()
    let references = try marked(world, 12)
    #expect(try count("MARKER", in: world.folder) > 1_000)

    let outcomes = try world.store.erase(references.map { erasure($0) })
    // The log is cut between batches, at the latest after the next one.
    try world.run { (_, _) throws(Failure) in nil }
    for _ in 0..<100 where try count("MARKER", in: world.folder) > 0 {
      try world.run { (_, _) throws(Failure) in nil }
    }

    #expect(outcomes.allSatisfy { $0 == .erased(groups: 7) })
    for word in ["MARKER", "Child One", "999 000 0001", "Ada Made-Up", "They spoke"] {
      #expect(try count(word, in: world.folder) == 0, "\(word)")
    }
  }

  @Test func `agencies' own references go with the identifiers, and no piece of them stays`() throws
  {
    let world = try World()
    try world.populate()
    let stories = try (0..<400).map { number in
      try Story(
        world,
        external: "OWN-\(number % 7)-REF \(String(repeating: "n", count: number % 60))\(number)")
    }
    let gone = stories.enumerated().filter { $0.offset % 2 == 0 }.map(\.element.reference)

    _ = try world.store.erase(gone.map { erasure($0, [.identifier]) })
    let kept = try world.run { (ledger, _) throws(Failure) in
      #expect(try ledger.reference(World.school, external: "OWN-0-REF 0") == nil)
      #expect(try ledger.reference(World.school, external: "OWN-1-REF n1") == stories[1].reference)
      return nil
    }
    #expect(kept == nil)
    world.close()

    #expect(try count("-REF ", in: world.folder) == 200, "those of the others, once each")
  }

  @Test func `the chain verifies, and says what went, when, by whom and under what rule`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let status = try world.store.makeReader()
      .status(of: story.reference, for: World.agent(World.school))

    _ = try world.store.erase([erasure(story.reference, [.name])])

    let report = try Verification(path: world.folder.database).run()
    #expect(report.findings == [])
    #expect(report.erasedParts == 2)
    let reader = try world.store.makeReader()
    let history = try reader.history(of: story.reference, for: World.agent(World.school))
    let entry = try #require(history?.entries.first)
    #expect(!entry.recorded.event.parts.contains { $0.class == .name })
    #expect(entry.recorded.event.parts.contains { $0.class == .narrative })
    let gone = ErasedTexts(class: .name, at: world.now, rule: "closed-25", by: "the board")
    #expect(entry.erased == [gone, gone])
    var after = try #require(
      try reader.status(of: story.reference, for: World.agent(World.school)))
    #expect(after.hashPrefix != status?.hashPrefix, "no ETag of before it is good any more")
    after.hashPrefix = status?.hashPrefix ?? ""
    #expect(after == status, "what reports count stays")
    #expect(
      try ProjectionCheck(path: world.folder.database, library: TestPolicy.library()).run() == [])
  }

  @Test func `one person's texts go and the others' stay, and nobody finds them by what went`()
    throws
  {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let number = SearchTerm.identifier(RecordIdentifier(.nhsNumber, "9990000001"))
    let school = World.agent(World.school)
    #expect(try world.store.makeReader().candidates(number, limit: 9, for: school).count == 1)

    _ = try world.store.erase([erasure(story.reference, person: "child-1")])

    let reader = try world.store.makeReader()
    let parts = try reader.history(of: story.reference, for: school)?.entries
      .flatMap(\.recorded.event.parts)
    #expect(parts?.contains { $0.person == "child-1" } == false)
    #expect(parts?.contains { $0.person == "practitioner" } == true)
    #expect(try reader.candidates(number, limit: 9, for: school).isEmpty)
    #expect(
      try ProjectionCheck(path: world.folder.database, library: TestPolicy.library()).run() == [])
  }

  @Test func `nothing is erased twice, nor what is not there`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    _ = try world.store.erase([erasure(story.reference)])
    let events = try Verification(path: world.folder.database).run().events

    #expect(try world.store.erase([erasure(story.reference)]) == [.nothing])
    #expect(throws: Failure.notFound) { try world.store.erase([erasure("TEST-2026-00099")]) }
    #expect(throws: Failure.notFound) { try world.store.erase([erasure("TEST")]) }
    #expect(try Verification(path: world.folder.database).run().events == events)
  }

  @Test func `a hold keeps everything until it is released, and its reason is on record`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)

    try world.store.hold(story.reference, reason: "An inquiry into C. One.", by: "legal team")

    #expect(try world.store.erase([erasure(story.reference)]) == [.held])
    #expect(try count("Child One", in: world.folder) > 0)
    #expect(try world.store.release(story.reference, by: "legal team"))
    #expect(try !world.store.release(story.reference, by: "legal team"), "there is none any more")
    #expect(try world.store.erase([erasure(story.reference)]) == [.erased(groups: 5)])
    world.close()
    #expect(try count("An inquiry", in: world.folder) == 0, "a hold's reason is narrative too")
    #expect(try Verification(path: world.folder.database).run().findings == [])
  }

  @Test func `a corrected text goes, what stood beside it stays`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let place = "/children/0/nhsNumber"
    for right in ["999 000 0018", "999 000 0026"] {
      try story.append(
        Event(
          body: .corrected(Correction(event: 1, members: [place, "/correction/reason"])),
          occurredAt: world.now, agency: World.school,
          parts: [
            Part(class: .identifier, person: "child-1", member: place, text: right),
            Part(class: .narrative, member: "/correction/reason", text: "Not \(right.count)."),
          ]))
    }
    try story.append(
      Event(
        body: .corrected(Correction(event: 1, members: ["/summary"])), occurredAt: world.now,
        agency: World.school,
        parts: [Part(class: .narrative, member: "/summary", text: "Put right.")]))
    world.close()

    for gone in ["999 000 0001", "999 000 0018", "A worry."] {
      #expect(try count(gone, in: world.folder) == 0, "\(gone)")
    }
    for kept in ["999 000 0026", "Put right.", "Child One", "Not 12."] {
      #expect(try count(kept, in: world.folder) > 0, "\(kept)")
    }
    #expect(try Verification(path: world.folder.database).run().findings == [])
    #expect(
      try ProjectionCheck(path: world.folder.database, library: TestPolicy.library()).run() == [])
  }

  @Test func `a text that shares its group with a corrected one is kept beside the correction`()
    throws
  {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let talk = Event(
      body: .acted(Act(kind: .discuss, number: 1)), occurredAt: world.now, agency: World.school,
      parts: [
        Part(class: .narrative, member: "/summary", text: "Wrong words."),
        Part(class: .narrative, member: "/plan", text: "The plan."),
      ])
    let number = try story.append(talk).event
    try story.append(
      Event(
        body: .corrected(Correction(event: number, members: ["/summary"])), occurredAt: world.now,
        agency: World.school,
        parts: [Part(class: .narrative, member: "/summary", text: "Right words.")]))
    let reference = story.reference

    try world.run { (ledger, _) throws(Failure) in
      let parts = try ledger.parts(ofEvent: number, of: reference)
      #expect(Set(parts.map(\.text)) == ["Right words.", "The plan."])
      return nil
    }
    world.close()
    #expect(try count("Wrong words.", in: world.folder) == 0)
  }
}
