import Casework
import Escalations
import Foundation
import NotificationForms
import SQLite
import Testing

@testable import Repository

@Suite("Forms in the store") struct FormStoreTests {
  static let words = [
    Part(class: .narrative, person: "", member: "/answers/nature", text: "Not yet sent."),
    Part(class: .name, person: "child-1", member: "/answers/child/name", text: "Child One"),
  ]

  /// A form of the school's, or of another agency's, as Casework keeps it.
  static func form(
    _ reference: Reference, _ texts: [Part] = words, by agency: AgencyID = World.school
  ) -> StoredForm {
    let origins = [PrefillOrigin(pointer: "/nature", events: [1])]
    return StoredForm(
      drafted: FormEvent.Drafted(
        id: FormID(reference, number: 1), template: "made-up", templateVersion: "1",
        escalation: reference, agency: agency, duty: DutyKey("1.form.st-hilda"),
        origins: origins),
      begunAt: at("2026-03-02T09:00:00Z"), changedAt: at("2026-03-02T10:00:00Z"), revision: 2,
      bones: StoredForm.Bones(
        content: FiledContent(entries: [.init(at: "/nature", says: .beside)]), origins: origins,
        signatures: []), texts: texts)
  }

  /// The act that submits it.
  static func submission(of reference: Reference, at now: Instant) -> Event {
    let filing = FormFiling(
      part: "sent", number: 1,
      signatures: [.init(author: "writer", role: "lead", at: now)],
      content: FiledContent(entries: [.init(at: "/nature", says: .beside)]))
    let entry = FormEntry(
      form: FormID(reference, number: 1), template: "made-up", templateVersion: "1",
      filing: filing)
    return Event(
      body: .acted(Act(kind: .submitForm, form: entry, number: 1)), occurredAt: now,
      agency: World.school, parts: words)
  }

  private func store() throws -> (world: World, story: Story) {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let form = Self.form(story.reference)
    try world.run { (ledger, _) throws(Failure) in
      try ledger.keep(form)
      return nil
    }
    return (world, story)
  }

  @Test func `a draft comes back as it was kept, and a later one takes its place`() throws {
    let (world, story) = try store()
    let form = Self.form(story.reference)
    let reader = try world.store.makeReader()

    #expect(
      try reader.form(form.drafted.id, for: World.agent(World.school))?.stored == form)
    let later = Self.form(story.reference, [Self.words[0]])
    try world.run { (ledger, _) throws(Failure) in
      try ledger.keep(later)
      return nil
    }
    #expect(
      try reader.form(form.drafted.id, for: World.agent(World.school))?.stored == later)
    let next = try world.run { (ledger, _) throws(Failure) in
      guard try ledger.nextFormNumber(of: story.reference) == 2 else { throw .broken("number") }
      return nil
    }
    #expect(next == nil)
  }

  @Test func `is seen by its own agency, and by others once something of it was submitted`() throws
  {
    let (world, story) = try store()
    let id = FormID(story.reference, number: 1)
    let reader = try world.store.makeReader()
    func seenBy() throws -> [String] {
      let viewers =
        [World.school, World.socialCare, World.police].map(World.agent)
        + AccessRole.allCases.filter { $0 != .agency }.map(World.office)
      return try viewers.filter { try reader.form(id, for: $0) != nil }
        .map { $0.agency?.text ?? $0.role.rawValue }
    }

    #expect(try seenBy() == ["st-hilda"])
    try story.append(Self.submission(of: story.reference, at: world.now))
    #expect(
      try seenBy() == ["st-hilda", "testshire-csc", "partnership", "decider", "auditor"])
    let rows = try #require(
      try reader.forms(of: story.reference, for: World.agent(World.socialCare)))
    #expect(rows.map(\.id) == [id])
    #expect(rows[0].filings.map(\.part) == ["sent"] && rows[0].filings[0].event == 2)
    #expect(try reader.forms(of: story.reference, for: World.agent(World.police)) == nil)
  }

  /// A draft of each of these agencies, in this order, each about an escalation of its own.
  private func drafts(by agencies: [AgencyID]) throws -> (world: World, stories: [Story]) {
    let world = try World()
    try world.populate()
    let stories = try agencies.map { agency in
      let story = try Story(world)
      let form = Self.form(story.reference, by: agency)
      try world.run { (ledger, _) throws(Failure) in
        try ledger.keep(form)
        return nil
      }
      return story
    }
    return (world, stories)
  }

  @Test func `forms across escalations come a page at a time, the last one first, each once`()
    throws
  {
    let (world, stories) = try drafts(by: Array(repeating: World.school, count: 5))
    let reader = try world.store.makeReader()
    var query = FormQuery(limit: 2)
    var seen: [Reference?] = []
    repeat {
      let page = try reader.forms(query, for: World.agent(World.school))
      seen += page.rows.map { $0.id.place?.reference }
      query.after = page.next
    } while query.after != nil

    #expect(seen == stories.map(\.reference).reversed())
  }

  @Test func `an agency finds its own, and others' once they were submitted`() throws {
    let (world, stories) = try drafts(by: [World.school, World.school, World.socialCare])
    let reader = try world.store.makeReader()
    /// The places of the escalations whose forms are found.
    func found(_ viewer: Viewer, of agency: AgencyID? = nil) throws -> [Int?] {
      var query = FormQuery()
      query.agency = agency
      return try reader.forms(query, for: viewer).rows.map { row in
        stories.firstIndex { $0.reference == row.id.place?.reference }
      }
    }

    let (school, care) = (World.agent(World.school), World.agent(World.socialCare))
    #expect(try found(school) == [1, 0])
    #expect(try found(care) == [2])
    #expect(try found(care, of: World.school) == [])
    #expect(try found(World.office(.partnership)) == [])

    try stories[0].append(Self.submission(of: stories[0].reference, at: world.now))
    #expect(try found(care, of: World.school) == [0])
    #expect(try found(World.agent(World.police), of: World.school) == [])
    #expect(try found(World.office(.partnership)) == [0])
    #expect(try found(World.office(.decider)) == [0])
    #expect(try found(World.office(.dashboard)) == [])
    let own = try reader.forms(FormQuery(), for: school).rows
    #expect(own.map(\.state) == [.draft, .submitted])
    #expect(own.allSatisfy { $0.changedAt != nil })
    #expect(try reader.forms(FormQuery(), for: World.office(.partnership)).rows[0].changedAt == nil)
  }

  @Test func `each state finds the forms that say they are in it, and a template its own`() throws {
    let (world, stories) = try drafts(by: Array(repeating: World.school, count: 4))
    let reader = try world.store.makeReader()
    try stories[0].append(Self.submission(of: stories[0].reference, at: world.now))
    let declined = FormEntry(
      form: FormID(stories[1].reference, number: 1), template: "made-up", templateVersion: "1",
      filing: nil)
    let refusal = Act(kind: .submitForm, how: .declined, hasReason: true, form: declined, number: 1)
    try stories[1].append(
      Event(body: .acted(refusal), occurredAt: world.now, agency: World.school))
    var gone = Self.form(stories[2].reference, [])
    gone.bones.abandonedAt = world.now
    let abandoned = gone
    try world.run { (ledger, _) throws(Failure) in
      try ledger.keep(abandoned)
      return nil
    }

    let states: [FormRow.State] = [.submitted, .declined, .abandoned, .draft]
    for (place, state) in states.enumerated() {
      var query = FormQuery()
      query.state = state
      let rows = try reader.forms(query, for: World.agent(World.school)).rows
      #expect(rows.map { $0.id.place?.reference } == [stories[place].reference], "\(state)")
      #expect(rows.map(\.state) == [state])
    }
    for (template, count) in [("another", 0), ("made-up", 4)] {
      var query = FormQuery()
      query.template = TemplateID(template)
      #expect(try reader.forms(query, for: World.agent(World.school)).rows.count == count)
    }
  }

  @Test func `an agency that left keeps sight of what was submitted until then, and no more`()
    throws
  {
    let (world, story) = try store()
    let reader = try world.store.makeReader()
    let id = FormID(story.reference, number: 1)
    try story.append(
      Event(body: .left(World.socialCare), occurredAt: world.now, agency: World.socialCare))
    try story.append(Self.submission(of: story.reference, at: world.now))

    #expect(try reader.form(id, for: World.agent(World.socialCare)) == nil)
    #expect(try reader.form(id, for: World.agent(World.school)) != nil)
  }

  @Test func `what was submitted is in the record with its words in parts`() throws {
    let (world, story) = try store()
    let event = Self.submission(of: story.reference, at: world.now)
    try story.append(event)

    let history = try #require(
      try world.store.makeReader().history(
        of: story.reference, for: World.agent(World.socialCare)))
    #expect(history.entries.last?.recorded.event == event)
    #expect(try Verification(path: world.folder.database).run().isSound)
  }

  @Test func `what is kept of forms is copied by a rebuild, and what is derived made anew`() throws
  {
    let (world, story) = try store()
    try story.append(Self.submission(of: story.reference, at: world.now))
    world.close()
    let target = temporaryPath()
    defer { try? FileManager.default.removeItem(atPath: target) }

    let report = try Rebuild(
      from: world.folder.database, to: target, library: TestPolicy.library()
    ).run()

    #expect(report.differences == [])
    let check = ProjectionCheck(path: target, library: try TestPolicy.library())
    #expect(try check.run() == [])
    let fresh = try Connection(path: target, mode: .readOnly)
    defer { fresh.close() }
    let form = try fresh.prepare(
      "SELECT count(*), (SELECT count(*) FROM form_text) FROM form"
    ).first { row in [row.int(0), row.int(1)] }
    #expect(form == [1, 2])
  }

  @Test(arguments: [
    ("DELETE FROM form_filing", "form_filing 2/2", "the row is missing"),
    ("UPDATE form_filing SET submission = 7", "form_filing 2/2", "the row differs"),
  ])
  func `a filing that the record does not lead to is found`(
    script: String, place: String, detail: String
  ) throws {
    let (world, story) = try store()
    try story.append(Self.submission(of: story.reference, at: world.now))
    try world.tamper(script)

    let found = try ProjectionCheck(
      path: world.folder.database, library: TestPolicy.library()
    ).run()

    #expect(found.map(\.place) == [place])
    #expect(found.map(\.detail) == [detail])
  }

  @Test(arguments: [
    ("UPDATE form SET bones = '{}'", "its draft cannot be read"),
    ("DELETE FROM form_text; DELETE FROM form", "the form it speaks of is gone"),
    ("SELECT 1", "its template is not stored"),
  ])
  func `a draft that cannot be read, or is gone, is found`(
    script: String, detail: String
  ) throws {
    let (world, story) = try store()
    try story.append(Self.submission(of: story.reference, at: world.now))
    try world.tamper(script)

    let found = try FormCheck(
      path: world.folder.database, library: TestPolicy.library()
    ).run()

    #expect(found.map(\.detail).contains(detail))
    #expect(Set(found.map(\.kind)) == [.form], "the table of forms is no record")
    var verification = Verification(path: world.folder.database)
    verification.library = try TestPolicy.library()
    #expect(try !verification.run().isSound)
    _ = try Reanchor(world.folder).run(
      reason: "r", by: "b", now: world.now, library: TestPolicy.library())
    #expect(try verification.run().isSound, "it can be explained")
  }

  @Test func `an identifier on a form is found by no search`() throws {
    let (world, story) = try store()
    var event = Self.submission(of: story.reference, at: world.now)
    event.parts.append(
      Part(
        class: .identifier, person: "child-1", member: "/answers/nhsNumber", text: "999 000 0026"))
    try story.append(event)

    let term = SearchTerm.identifier(RecordIdentifier(.nhsNumber, "999 000 0026"))
    let found = try world.store.makeReader().candidates(
      term, limit: 10, for: World.agent(World.school))
    #expect(found == [])
  }
}
