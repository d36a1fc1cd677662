import Casework
import Escalations
import Foundation
import NotificationForms
import SQLite
import Testing

@testable import Repository

/// Drafts grow, are written anew, submitted and erased; none of it may leave a word in the file.
@Suite("Erasing drafts") struct DraftErasingTests {
  /// How often a word stands in any file of the folder.
  private func count(_ word: String, in folder: DataFolder) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).reduce(0) { sum, name in
      let data = FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()
      return sum + data.ranges(of: Data(word.utf8)).count
    }
  }

  private func keep(_ form: StoredForm, _ world: World) throws {
    try world.run { (ledger, _) throws(Failure) in
      try ledger.keep(form)
      return nil
    }
  }

  private func erasure(_ reference: Reference, _ classes: [Part.Class]) -> Erasure {
    Erasure(reference: reference, classes: classes, rule: "closed-25", by: "the board")
  }

  /// Random words that grow and shrink, each with the marker of its escalation.
  private func words(_ number: Int, _ random: inout SeededRandom) -> [Part] {
    (0..<Int.random(in: 0...12, using: &random)).map { index in
      let length = [1, 3, 40, 400, 1_500].randomElement(using: &random) ?? 1
      return Part(
        class: .narrative, member: "/answers/field-\(index)",
        text: (0..<length).map { "M\(number)K\($0 % 7) " }.joined())
    }
  }

  @Test func `words of drafts stand in no file any more, however often they were written anew`()
    throws
  {
    let world = try World()
    try world.populate()
    var random = SeededRandom(seed: 11)
    let references = try (0..<16).map { _ in try Story(world).reference }
    for _ in 0..<400 {
      let number = Int.random(in: 0..<16, using: &random)
      try keep(FormStoreTests.form(references[number], words(number, &random)), world)
    }
    // Half are erased; of the others every word still stands, and what stood before is gone too.
    let gone = Array(references.prefix(8))
    let left = try references.suffix(8).flatMap { reference in
      try world.store.makeReader().form(
        FormID(reference, number: 1), for: World.agent(World.school))?.stored.texts ?? []
    }

    _ = try world.store.erase(gone.map { erasure($0, [.narrative]) })
    world.close()

    for number in 0..<8 { #expect(try count("M\(number)K", in: world.folder) == 0, "\(number)") }
    let standing = try (8..<16).reduce(0) { try $0 + count("M\($1)K", in: world.folder) }
    let expected = left.reduce(0) { $0 + $1.text.split(separator: " ").count }
    #expect(standing == expected && expected > 0, "no older copy of what stands either")
  }

  @Test func `what was emptied is not there to be erased again`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    try keep(FormStoreTests.form(story.reference), world)
    try keep(FormStoreTests.form(story.reference, []), world)
    try story.append(Event(body: .closed(Closing(ending: .withdrawn)), occurredAt: world.now))
    _ = try world.store.erase([erasure(story.reference, [.narrative, .name])])

    let closed = try world.store.closedEscalations(
      before: world.now.adding(hours: 1), after: 0, atMost: 9)

    #expect(closed.map(\.groups) == [[.identifier: 1]])
    #expect(try world.store.erase([erasure(story.reference, [.narrative, .name])]) == [.nothing])
  }

  @Test func `whoever writes in a draft that lost words has to read it again`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let form = FormStoreTests.form(story.reference)
    try keep(form, world)
    let school = World.agent(World.school)
    let before = try #require(try world.store.makeReader().form(form.drafted.id, for: school))

    _ = try world.store.erase([erasure(story.reference, [.name])])

    let after = try #require(try world.store.makeReader().form(form.drafted.id, for: school))
    #expect(after.stored.revision == before.stored.revision + 1)
    #expect(after.stored.texts == [FormStoreTests.words[0]])
    #expect(after.hashPrefix != before.hashPrefix)
  }
}
