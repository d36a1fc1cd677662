import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

/// What a page costs does not grow with the number of escalations: SQLite's own count of steps says so.
@Suite("Flat cost") struct FlatCostTests {
  /// What any page may cost: so many steps for each row that a page may look at.
  ///
  /// The dearest are those that look at as many rows as they may and find none.
  static let bound = StoreSettings().scanLimit * 300

  private static let world = Result { () throws -> World in
    let world = try World()
    try world.populate()
    let story = try Story(world)
    // The police took part in each, and left.
    try story.append(
      Event(
        body: .joined(Party(agency: World.police, kind: "police", side: .involved)),
        occurredAt: world.now))
    try story.append(Event(body: .left(World.police), occurredAt: world.now))
    // The school wrote a form about each, and submitted it.
    let form = FormStoreTests.form(story.reference)
    try world.run { (ledger, _) throws(Failure) in
      try ledger.keep(form)
      return nil
    }
    try story.append(FormStoreTests.submission(of: story.reference, at: world.now))
    try ManyRows.fill(world, with: story.reference, count: 10_000)
    return world
  }

  static let viewers = [
    World.agent(World.school), World.agent(World.police), World.office(.partnership),
    World.office(.auditor), World.office(.dashboard), World.office(.decider),
    Viewer(credential: "c-new", role: .agency, partnership: World.partnership, agency: "new"),
  ]

  @Test(arguments: ScaleQuestion.all)
  func `a page costs no more steps among ten thousand`(question: ScaleQuestion) throws {
    let reader = try Self.world.get().store.makeReader()
    defer { reader.close() }

    for viewer in Self.viewers {
      let subject = ScaleSubject(
        viewer: viewer, agency: World.police, policy: TestPolicy.id, reference: "TEST-2026-00001",
        early: at("2026-03-02T00:00:00Z"), late: at("2027-01-01T00:00:00Z"))
      let steps = try Self.steps(question, subject, reader)
      #expect(steps <= Self.bound, "\(viewer.credential)")
    }
  }

  @Test func `what was done to the record as a whole is found without reading the rest`() throws {
    let world = try World()
    try world.populate()
    try ManyRows.fillOwnStream(of: world, count: 5_000)
    let connection = try Connection.reading(world.folder.database)
    defer { connection.close() }
    let looks: [(Connection) throws -> Void] = [
      { _ = try AccessBases($0) }, { _ = try Explained($0) },
      { _ = try ErasureNotes.recorded($0) },
    ]

    for look in looks {
      _ = connection.takeVMSteps()
      try look(connection)
      #expect(connection.takeVMSteps() < 500)
    }
  }

  /// The folder that `make bench-scale` made, of a million; without it there is nothing to ask.
  private static let large = ProcessInfo.processInfo.environment["PARLEY_SCALE_DATA"]

  @Test(
    .enabled(if: large != nil, "PARLEY_SCALE_DATA names no folder"), arguments: ScaleQuestion.all)
  func `a page costs no more steps in a large store`(question: ScaleQuestion) throws {
    let folder = DataFolder(path: Self.large ?? "")
    let connection = try Connection(path: folder.database, mode: .readOnly)
    let reader = try SQLReader(connection, settings: StoreSettings())
    defer { reader.close() }

    for subject in try Self.subjects(of: connection) {
      let steps = try Self.steps(question, subject, reader)
      #expect(steps <= Self.bound, "\(subject.viewer.credential)")
    }
  }

  /// One of each role, with what its partnership has.
  private static func subjects(of connection: Connection) throws -> [ScaleSubject] {
    try connection.prepare(
      """
      SELECT c.name, c.role, g.name, a.name, e.policy, s.reference, max(e.raised_at),
        (SELECT name FROM agency WHERE partnership_id = g.id ORDER BY id DESC LIMIT 1)
      FROM credential c JOIN partnership g ON g.id = c.partnership_id
      LEFT JOIN agency a ON a.id = c.agency_id
      JOIN escalation e ON e.id = (SELECT max(id) FROM escalation WHERE partnership_id = g.id)
      JOIN stream s ON s.id = e.id
      GROUP BY c.role, g.id
      """
    ).all { row in
      let last = row.int64(6)
      return ScaleSubject(
        viewer: Viewer(
          credential: CredentialID(row.text(0)), role: row.code(1),
          partnership: PartnershipID(row.text(2)),
          agency: row.optionalText(3).map { AgencyID($0) }),
        agency: AgencyID(row.text(7)), policy: PolicyID(row.text(4)),
        reference: Reference(row.text(5)),
        early: Instant(milliseconds: last).adding(hours: -24 * 1_000),
        late: Instant(milliseconds: last))
    }
  }

  private static func steps(
    _ question: ScaleQuestion, _ subject: ScaleSubject, _ reader: SQLReader
  ) throws -> Int {
    _ = reader.connection.takeVMSteps()
    try question.ask(reader, subject)
    return reader.connection.takeVMSteps()
  }
}
