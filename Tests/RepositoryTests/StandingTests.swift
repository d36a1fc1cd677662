import Casework
import Digest
import Escalations
import Testing

@testable import Repository

@Suite("What the record says stands") struct StandingTests {
  /// A store in which a policy and a calendar were loaded, credentials issued and revoked, a hold placed, and
  /// one placed and released.
  private static func makeWorld() throws -> World {
    let world = try World()
    try world.populate()
    let (held, released) = (try Story(world).reference, try Story(world).reference)
    let library = try TestPolicy.library()
    let policy = library.policies[0]
    let (json, dates) = (
      Array("{\"workingDays\": 7, \"calendar\": \"none\"}".utf8), Array("{\"holidays\": []}".utf8)
    )
    try world.run { (ledger, now) throws(Failure) in
      try ledger.addPolicy(policy, json: json, at: now)
      try ledger.append(
        .policyLoaded(policy.id, version: policy.version, digest: SHA256.digest(of: json).hex),
        partnership: World.partnership, by: nil, at: now)
      guard let calendar = library.calendars[policy.calendar] else { return nil }
      try ledger.addCalendar(calendar, json: dates, at: now)
      try ledger.append(
        .calendarLoaded(
          calendar.id, version: calendar.version, digest: SHA256.digest(of: dates).hex),
        partnership: World.partnership, by: nil, at: now)
      try ledger.revoke("c-testshire-police", at: now)
      try ledger.append(
        .credentialRevoked("c-testshire-police", .leaked), partnership: World.partnership, by: nil,
        at: now)
      return nil
    }
    for reference in [held, released] {
      try world.store.hold(reference, reason: "inquiry", by: "legal team")
    }
    _ = try world.store.release(released, by: "legal team")
    try world.run { (ledger, now) throws(Failure) in
      _ = try ledger.name(
        ["c-partnership"], for: held, by: World.office(.partnership), at: now)
      return nil
    }
    world.close()
    return world
  }

  @Test func `what stands as it was recorded is no finding`() throws {
    let world = try Self.makeWorld()

    #expect(try Verification(path: world.folder.database).run().findings == [])
  }

  @Test(arguments: [
    (
      "UPDATE policy_version SET json = CAST(replace(json, '7', '70') AS BLOB)",
      "policy testshire 1"
    ),
    ("DELETE FROM policy_version", "policy testshire 1"),
    (
      "UPDATE calendar_version SET json = CAST('{}' AS BLOB)", "calendar none 1"
    ),
    ("UPDATE credential SET role = 'admin' WHERE name = 'c-st-hilda'", "credential c-st-hilda"),
    ("UPDATE credential SET agency_id = 3 WHERE name = 'c-st-hilda'", "credential c-st-hilda"),
    (
      "UPDATE credential SET sees_restricted = 1 WHERE name = 'c-st-hilda'",
      "credential c-st-hilda"
    ),
    ("UPDATE credential SET revoked_at = NULL", "credential c-testshire-police"),
    (
      "UPDATE credential SET partnership_id = 2 WHERE name = 'c-st-hilda'", "credential c-st-hilda"
    ),
    ("UPDATE credential SET expires_at = 9 WHERE name = 'c-st-hilda'", "credential c-st-hilda"),
    (
      "UPDATE credential SET token_digest = zeroblob(32) WHERE name = 'c-st-hilda'",
      "credential c-st-hilda"
    ),
    (
      """
      UPDATE credential SET previous_digest = zeroblob(32), previous_until = 9999999999999
      WHERE name = 'c-st-hilda'
      """, "credential c-st-hilda"
    ),
    (
      """
      INSERT INTO credential (name, title, role, partnership_id, token_digest)
      VALUES ('c-intruder', 'x', 'partnership', 1, randomblob(32))
      """, "credential c-intruder"
    ),
    (
      """
      INSERT INTO calendar_version (calendar, version, json, loaded_at)
      VALUES ('none', 2, CAST('{}' AS BLOB), 0)
      """, "calendar none 2"
    ),
    (
      """
      INSERT INTO policy_version (policy, version, json, loaded_at)
      VALUES ('testshire', '2', CAST('{}' AS BLOB), 0)
      """, "policy testshire 2"
    ),
    ("UPDATE agency SET kind = 'x' WHERE name = 'st-hilda'", "agency st-hilda"),
    (
      """
      UPDATE agency SET successor_id = 3 WHERE id = 1; INSERT INTO agency_line VALUES (3, 1)
      """, "agency st-hilda"
    ),
    ("INSERT INTO agency_line VALUES (3, 1)", "agency testshire-police"),
    ("DELETE FROM agency_line WHERE agency_id = 1", "agency st-hilda"),
    ("DELETE FROM naming", "naming of TEST-2026-00001"),
    ("DELETE FROM legal_hold WHERE released_by IS NULL", "hold on TEST-2026-00001"),
    ("UPDATE legal_hold SET released_by = placed_by WHERE id = 1", "hold on TEST-2026-00001"),
    ("UPDATE legal_hold SET released_by = NULL", "hold on TEST-2026-00002"),
  ])
  func `what was altered is found`(script: String, place: String) throws {
    let world = try Self.makeWorld()
    try world.tamper(script)

    let report = try Verification(path: world.folder.database).run()

    #expect(report.findings.map(\.kind) == [.altered], "\(report.findings)")
    #expect(report.findings.map(\.place) == [place])
    // And the partnership's auditor is told so by the running server.
    let again = try World(folder: world.folder, keepsFolder: true)
    let result = try again.store.makeReader().verify(.ends(nil), for: World.office(.auditor))
    #expect(result.findings.map(\.place) == [place])
  }
}
