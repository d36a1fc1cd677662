import Casework
import Digest
import Escalations
import SQLite
import Testing

@testable import Repository

@Suite("Restricted escalations and panels") struct RestrictedTests {
  /// A world with a restricted escalation, raised by the school's credential.
  private func restricted() throws -> (World, Reference) {
    let world = try World()
    try world.populate()
    return (world, try Story(world, isRestricted: true).reference)
  }

  @Test
  func
    `are seen by the credential that raised them and by named ones, and counted for nobody else`()
    throws
  {
    let (world, reference) = try restricted()
    let named = Viewer(
      credential: "named", role: .agency, partnership: World.partnership,
      agency: World.socialCare)
    try world.run { (ledger, _) throws(Failure) in
      try ledger.add(
        Credential(
          id: "named", name: "For tests", viewer: named,
          tokenDigest: SHA256.digest(of: "named").hex, expiresAt: nil, seesRestricted: true))
      return nil
    }
    let reader = try world.store.makeReader()
    let seeing = [World.agent(World.school), named]
    let others =
      [World.agent(World.socialCare), World.agent(World.police)]
      + AccessRole.allCases.filter { $0 != .agency }.map { World.office($0) }

    for viewer in seeing {
      #expect(try reader.status(of: reference, for: viewer) != nil)
      #expect(try reader.escalations(ListQuery(), for: viewer).rows.count == 1)
      #expect(try world.see(reference, for: viewer) != nil)
    }
    for viewer in others {
      #expect(try reader.status(of: reference, for: viewer) == nil, "\(viewer.credential)")
      #expect(try reader.history(of: reference, for: viewer) == nil)
      #expect(try reader.escalations(ListQuery(), for: viewer).rows == [])
      #expect(try reader.duties(DutyQuery(), for: viewer).rows == [])
      let term = SearchTerm.identifier(RecordIdentifier(.nhsNumber, "999 000 0001"))
      #expect(try reader.candidates(term, limit: 5, for: viewer) == [])
      #expect(try world.see(reference, for: viewer) == nil)
    }
  }

  @Test func `a decider of a panel sees what is before that panel, and nothing else`() throws {
    let world = try World()
    try world.populate()
    let reference = try Story(world).reference
    let other = try Story(world).reference
    try world.changeRows(
      """
      UPDATE escalation SET panels = '["group"]'
        WHERE id = (SELECT id FROM stream WHERE reference = '\(reference)');
      """)
    for panel in ["group", "others"] {
      try world.run { (ledger, _) throws(Failure) in
        try ledger.add(
          Credential(
            id: CredentialID(panel), name: "For tests",
            viewer: Viewer(
              credential: CredentialID(panel), role: .decider, partnership: World.partnership,
              agency: nil, panel: PanelID(panel)),
            tokenDigest: SHA256.digest(of: panel).hex, expiresAt: nil))
        return nil
      }
    }
    let reader = try world.store.makeReader()
    func viewer(_ panel: String) throws -> Viewer {
      try #require(
        try reader.credential(tokenDigest: SHA256.digest(of: panel).hex)
      ).viewer
    }

    #expect(try reader.status(of: reference, for: viewer("group")) != nil)
    #expect(try reader.status(of: other, for: viewer("group")) == nil)
    #expect(
      try reader.escalations(ListQuery(), for: viewer("group")).rows.map(\.reference)
        == [reference])
    #expect(try reader.status(of: reference, for: viewer("others")) == nil)
  }
}

@Suite("What auditors ask of the access entries") struct AccessEntryTests {
  private static let auditor = World.office(.auditor)

  private func read() throws -> (World, [Reference]) {
    let world = try World()
    try world.populate()
    let references = [try Story(world).reference, try Story(world).reference]
    let school = World.agent(World.school)
    let entries: [AccessEntry] = [
      AccessEntry(kind: .escalation, viewer: school, reference: references[0], requestID: "r1"),
      AccessEntry(
        kind: .record, viewer: World.agent(World.socialCare), reference: references[0],
        requestID: "r2"),
      AccessEntry(kind: .escalation, viewer: school, reference: references[1], requestID: "r3"),
      AccessEntry(
        kind: .refused, viewer: World.agent(World.police), reference: references[0],
        requestID: "r4"),
      AccessEntry(kind: .search, viewer: school, reference: nil, requestID: "r5"),
    ]
    for entry in entries {
      world.now = world.now.adding(hours: 1)
      try world.perform(.note(entry))
    }
    return (world, references)
  }

  /// A question and the requests it finds, newest first.
  struct Row: CustomTestStringConvertible, Sendable {
    let because: String
    let found: [String]
    let change: @Sendable (inout AccessQuery, [Reference], Instant) -> Void
    var testDescription: String { because }
  }

  static let rows = [
    Row(because: "everything", found: ["r5", "r4", "r3", "r2", "r1"]) { _, _, _ in },
    Row(because: "one record", found: ["r4", "r2", "r1"]) {
      $0.references = [$1[0]]; _ = $2
    },
    Row(because: "two records", found: ["r4", "r3", "r2", "r1"]) { query, all, _ in
      query.references = all
    },
    Row(because: "no record at all", found: []) { query, _, _ in query.references = [] },
    Row(because: "one credential", found: ["r5", "r3", "r1"]) { query, _, _ in
      query.credential = World.agent(World.school).credential
    },
    Row(because: "one credential on one record", found: ["r1"]) { query, all, _ in
      query.credential = World.agent(World.school).credential
      query.references = [all[0]]
    },
    Row(because: "refusals", found: ["r4"]) { query, _, _ in query.isRefused = true },
    Row(because: "no refusals", found: ["r5", "r3", "r2", "r1"]) { query, _, _ in
      query.isRefused = false
    },
    Row(because: "a kind", found: ["r3", "r1"]) { query, _, _ in query.kind = .escalation },
    Row(because: "a time", found: ["r4", "r3"]) { query, _, end in
      query.since = end.adding(hours: -2)
      query.before = end
    },
  ]

  @Test(arguments: rows) func `are found by who, what, when, and about which`(row: Row) throws {
    let (world, references) = try read()
    let reader = try world.store.makeReader()
    for limit in [1, 2, 200] {
      var query = AccessQuery(limit: limit)
      row.change(&query, references, world.now)
      var found: [String] = []
      var pages = 0
      repeat {
        let page = try reader.accesses(query, for: Self.auditor)
        found += page.rows.map(\.request)
        query.after = page.next
        pages += 1
      } while query.after != nil && pages < 20
      #expect(found == row.found, "pages of \(limit)")
    }
  }

  @Test func `are for auditors of the same partnership alone`() throws {
    let (world, _) = try read()
    let reader = try world.store.makeReader()

    for viewer in World.viewers where viewer.role != .auditor {
      #expect(try reader.accesses(AccessQuery(), for: viewer).rows.isEmpty)
    }
    let other = Viewer(
      credential: "stranger", role: .auditor, partnership: "elsewhere", agency: nil)
    #expect(try reader.accesses(AccessQuery(), for: other).rows.isEmpty)
  }
}

extension World {
  /// Changes rows beneath the store while it is open: what tests of reading put there by hand.
  func changeRows(_ script: String) throws {
    let connection = try Connection(path: folder.database, mode: .readWrite)
    try connection.execute(script)
    connection.close()
  }
}
