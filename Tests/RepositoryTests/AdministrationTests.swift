import Casework
import Digest
import Escalations
import SQLite
import Synchronization
import Testing

@testable import Repository

@Suite("Agencies and credentials") struct AdministrationTests {
  private static let admin = World.office(.admin)

  private func populated() throws -> World {
    let world = try World()
    try world.populate()
    return world
  }

  private func issue(
    _ world: World, _ id: CredentialID, _ change: (inout CredentialRequest) -> Void = { _ in }
  ) throws -> Token {
    let token = Token()
    var request = CredentialRequest(id: id, name: "Another system", role: .agency)
    request.agency = World.school
    change(&request)
    try world.perform(.issue(request, token, by: .credential(Self.admin)))
    return token
  }

  @Test func `a credential is found by its token, and its token is nowhere`() throws {
    let world = try populated()
    let token = try issue(world, "school-2")
    let reader = try world.store.makeReader()

    let found = try #require(try reader.credential(tokenDigest: token.digest))

    #expect(found.viewer.agency == World.school)
    #expect(token.text.hasPrefix("parley_live_"))
    #expect(token.text.utf8.count == Token.prefix.utf8.count + 64)
    #expect(try reader.credential(tokenDigest: SHA256.digest(of: "guess").hex) == nil)
    let rows = try reader.credentials(for: Self.admin)
    #expect(rows.contains { $0.id == "school-2" && $0.issuedAt == world.now })
    #expect(try reader.credentials(for: World.office(.auditor)).isEmpty)
    try world.addStranger()
    let other = Viewer(credential: "x", role: .admin, partnership: "elsewhere", agency: nil)
    #expect(try reader.credentials(for: other).map(\.id) == ["stranger"])
  }

  @Test func `rotated, both tokens open until the overlap ends, and then one`() throws {
    let world = try populated()
    let old = try issue(world, "school-2")
    let new = Token()
    let until = world.now.adding(hours: 2)
    try world.perform(
      .rotate("school-2", new, previousUntil: until, by: .credential(Self.admin)))
    let reader = try world.store.makeReader()

    let present = try #require(try reader.credential(tokenDigest: new.digest))
    let previous = try #require(try reader.credential(tokenDigest: old.digest))

    #expect(present.viewer == previous.viewer, "the record names the same actor")
    #expect(present.expiresAt == nil)
    #expect(previous.isValid(at: until.adding(hours: -1)))
    #expect(!previous.isValid(at: until))
    let newest = Token()
    try world.perform(
      .rotate("school-2", newest, previousUntil: world.now, by: .credential(Self.admin)))
    #expect(try reader.credential(tokenDigest: old.digest) == nil, "two tokens at most")
    #expect(try reader.credential(tokenDigest: new.digest)?.isValid(at: world.now) == false)
  }

  @Test func `revoked, none of its tokens opens, and it is not rotated`() throws {
    let world = try populated()
    let token = try issue(world, "school-2")
    try world.perform(.revoke("school-2", .leaked, by: .credential(Self.admin)))
    let reader = try world.store.makeReader()

    #expect(try reader.credential(tokenDigest: token.digest)?.isValid(at: world.now) == false)
    #expect(throws: Failure.notFound) {
      try world.perform(
        .rotate("school-2", Token(), previousUntil: world.now, by: .credential(Self.admin)))
    }
  }

  @Test func `each act is an event of the partnership's own stream, without a token`() throws {
    let world = try populated()
    let token = try issue(world, "school-2") { $0.seesRestricted = true }
    try world.perform(.revoke("school-2", .lost, by: .console(World.partnership)))
    world.close()
    let connection = try Connection(path: world.folder.database, mode: .readOnly)

    let events = try connection.prepare(
      "SELECT kind, payload, credential_id IS NULL FROM event ORDER BY id DESC LIMIT 2"
    ).all { row in (kind: row.text(0), payload: row.text(1), isConsole: row.bool(2)) }

    #expect(events.map(\.kind) == ["credential.revoked", "credential.issued"])
    #expect(events.map(\.isConsole) == [true, false])
    #expect(events[1].payload.contains(#""seesRestricted":"true""#))
    #expect(!events.contains { $0.payload.contains(token.text.suffix(64)) })
    #expect(try Verification(path: world.folder.database).run().findings.isEmpty)
  }

  @Test(arguments: [
    ("taken", "/id inUse"), ("agencyless", "/agency missing"), ("foreign", "/agency unknownAgency"),
    ("auditor", "/agency notWanted"), ("panel", "/panel notWanted"),
    ("past", "/expiresAt tooEarly"),
  ])
  func `what no credential may be is refused`(row: (because: String, fault: String)) throws {
    let world = try populated()
    try world.addStranger()

    let failure = #expect(throws: Failure.self) {
      _ = try issue(world, row.because == "taken" ? "stranger" : "one") { request in
        switch row.because {
        case "agencyless": request.agency = nil
        case "foreign": request.agency = "nowhere"
        case "auditor": request.role = .auditor
        case "panel": request.panel = "group"
        case "past": request.expiresAt = world.now
        default: break
        }
      }
    }

    guard case .invalid(let faults) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(faults.map { "\($0.pointer) \($0.code)" } == [row.fault])
  }

  @Test func `a merged agency's successor sees what it saw, acts for it, and the old name stays`()
    throws
  {
    let world = try populated()
    let story = try Story(world)
    let reader = try world.store.makeReader()
    var merged = AgencyRequest(title: "School of St Hilda", kind: "school")
    merged.activeTo = day("2026-03-31")
    merged.successor = World.police
    try world.perform(
      .put(World.school, merged, basedOn: 1, by: Self.admin) { _ in })

    let token = Token()
    var request = CredentialRequest(id: "successor", name: "The successor", role: .agency)
    request.agency = World.police
    try world.perform(.issue(request, token, by: .credential(Self.admin)))
    let viewer = try #require(try reader.credential(tokenDigest: token.digest)).viewer

    #expect(viewer.predecessors == [World.school])
    #expect(try reader.status(of: story.reference, for: viewer) != nil)
    #expect(try reader.escalations(ListQuery(), for: viewer).rows.count == 1)
    var owed = DutyQuery()
    owed.owedBy = .agency(World.police)
    #expect(try reader.duties(owed, for: viewer).rows.map(\.key.duty).contains("tell-manager"))
    #expect(try world.see(story.reference, for: viewer) != nil)
    let agency = try #require(try reader.agency(World.school, for: Self.admin))
    #expect(agency.title == "School of St Hilda")
    #expect(agency.details.formerTitles == ["ST-HILDA"])
    #expect(agency.inactivity(on: day("2026-04-01"))?.contains("testshire-police") == true)
    #expect(try reader.status(of: story.reference, for: World.agent(World.school)) != nil)
  }

  @Test func `no circle of successors, no change that was not based on the last`() throws {
    let world = try populated()
    var merged = AgencyRequest(title: "Police", kind: "police")
    merged.activeTo = day("2026-03-31")
    merged.successor = World.police

    let failure = #expect(throws: Failure.self) {
      try world.perform(.put(World.police, merged, basedOn: 1, by: Self.admin) { _ in })
    }
    #expect("\(String(describing: failure))".contains("circular"))
    #expect(throws: Failure.preconditionMissing) {
      try world.perform(.put(World.school, merged, basedOn: nil, by: Self.admin) { _ in })
    }
    #expect(throws: Failure.stale(current: "1")) {
      try world.perform(.put(World.school, merged, basedOn: 7, by: Self.admin) { _ in })
    }
  }

  @Test func `when it was last used is noted, and never back`() throws {
    let world = try populated()
    let reader = try world.store.makeReader()
    let id = World.agent(World.school).credential
    let later = world.now.adding(hours: 3)

    try world.perform(.noteUses([id: later]))
    try world.perform(.noteUses([id: world.now]))

    #expect(try reader.credentials(for: Self.admin).first { $0.id == id }?.lastUsedAt == later)
    #expect(world.changes.withLock { $0.last?.touchesAdministration } != false)
  }
}

extension World {
  /// Runs a job as it is, and waits for its end.
  func perform(_ job: Job) throws {
    let outcome = runTogether([job])
    _ = try outcome.first?.get()
  }
}
