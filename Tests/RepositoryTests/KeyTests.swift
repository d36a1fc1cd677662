import Casework
import Digest
import Escalations
import SQLite
import Testing

@testable import Repository

@Suite("Keys and references") struct KeyTests {
  private let key = IdempotencyKey(scope: "st-hilda", key: "k-1")
  private let fingerprint = SHA256.digest(of: "POST /v1/escalations {}").hex

  /// Raises under the key as a command would: a known key gets its receipt.
  private func raise(_ world: World, under key: IdempotencyKey) throws -> Receipt? {
    let fingerprint = fingerprint
    return try world.run { (ledger, now) throws(Failure) in
      if let kept = try ledger.receipt(for: key) { return kept.receipt }
      let receipt = try Story.raise(ledger, now)
      try ledger.keep(KeptReceipt(fingerprint: fingerprint, receipt: receipt), for: key, at: now)
      return receipt
    }
  }

  @Test func `the same key gets the first receipt again, also after a restart`() throws {
    let folder = DataFolder(path: temporaryPath())
    let first: Receipt?
    do {
      let world = try World(folder: folder, keepsFolder: true)
      try world.populate()
      first = try raise(world, under: key)
      #expect(try raise(world, under: key) == first)
    }
    let world = try World(folder: folder)

    #expect(try raise(world, under: key) == first)
    #expect(try world.store.makeReader().condition().escalations == 1)
  }

  @Test func `a key is another's in another scope`() throws {
    let world = try World()
    try world.populate()

    let one = try raise(world, under: key)
    let other = try raise(world, under: IdempotencyKey(scope: "testshire-csc", key: key.key))

    #expect(one?.reference != other?.reference)
  }

  @Test func `a key is remembered for seven days, and then forgotten`() throws {
    let world = try World()
    try world.populate()
    world.now = at("2026-03-02T23:59:59Z")
    let first = try raise(world, under: key)

    world.now = at("2026-03-09T23:59:59Z")
    #expect(try raise(world, under: key) == first)
    world.now = at("2026-03-10T00:00:00Z")
    #expect(try raise(world, under: key) != first)
  }

  @Test(arguments: [
    ("2026-03-02T23:59:59Z", "the clock was a second fast over midnight"),
    ("2026-03-01T08:00:00Z", "it was set back by two days"),
    ("2025-01-01T00:00:00Z", "it was set back by a year"),
  ])
  func `a clock set back forgets no key of the days to come`(earlier: String, why: String) throws {
    let world = try World()
    try world.populate()
    world.now = at("2026-03-03T00:00:01Z")
    let first = try raise(world, under: key)

    world.now = at(earlier)
    #expect(try raise(world, under: key) == first, "\(why)")
    let other = IdempotencyKey(scope: key.scope, key: "k-2")
    let second = try raise(world, under: other)
    #expect(try raise(world, under: other) == second, "keys of its own days are found too")
    #expect(try world.store.makeReader().condition().escalations == 2)
  }

  @Test func `old keys are deleted a few at a time`() throws {
    let world = try World()
    try world.populate()
    for number in 0..<5 {
      _ = try raise(world, under: IdempotencyKey(scope: "s", key: "\(number)"))
    }
    world.now = at("2026-04-01T00:00:00Z")
    _ = try raise(world, under: key)

    try world.run { (ledger, now) throws(Failure) in
      guard let ledger = ledger as? SQLLedger else { throw .broken("another ledger") }
      let deleted = try translating { () throws(SQLiteError) in
        [try ledger.expireReceipts(atMost: 3), try ledger.expireReceipts(atMost: 3)]
      }
      guard deleted == [3, 2] else { throw .broken("deleted \(deleted)") }
      return nil
    }
    #expect(try raise(world, under: key)?.reference == "TEST-2026-00006", "today's key is kept")
  }

  @Test func `a receipt that is rolled back was never given`() throws {
    let world = try World()
    try world.populate()
    let fingerprint = fingerprint

    #expect(throws: Failure.notFound) {
      try world.run { [key] (ledger, now) throws(Failure) in
        let receipt = try Story.raise(ledger, now)
        try ledger.keep(KeptReceipt(fingerprint: fingerprint, receipt: receipt), for: key, at: now)
        throw .notFound
      }
    }
    #expect(try raise(world, under: key)?.reference == "TEST-2026-00001")
  }

  @Test func `an agency's own reference is taken once, and says by which escalation`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world, external: "CASE 17")

    #expect(throws: Failure.alreadyRaised(story.reference)) {
      try Story(world, external: "CASE 17")
    }
    let found = try world.run { (ledger, now) throws(Failure) in
      guard try ledger.reference(World.school, external: "CASE 17") == "TEST-2026-00001",
        try ledger.reference(World.police, external: "CASE 17") == nil
      else { throw .broken("found for another agency") }
      return nil
    }
    #expect(found == nil)
    #expect(try Story(world).reference == "TEST-2026-00002", "the refused one took no number")
  }

  @Test func `references count by partnership and year, and a trial run takes none`() throws {
    let world = try World()
    try world.populate()

    try world.run { (ledger, now) throws(Failure) in
      let trial = try ledger.nextReference(for: World.partnership, year: 2026)
      guard trial == "TEST-2026-00001",
        try ledger.nextReference(for: World.partnership, year: 2027) == "TEST-2027-00001",
        try ledger.nextReference(for: "elsewhere", year: 2026) == "ELSE-2026-00001"
      else { throw .broken("another number") }
      return nil
    }

    #expect(try Story(world).reference == "TEST-2026-00001")
    #expect(try Story(world).reference == "TEST-2026-00002")
  }
}
