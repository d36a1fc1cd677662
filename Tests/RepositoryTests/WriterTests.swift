import Casework
import Escalations
import SQLite
import Synchronization
import Testing

@testable import Repository

@Suite("The writer") struct WriterTests {
  @Test func `a job that is refused undoes itself and touches no neighbour`() throws {
    let world = try World()
    try world.populate()

    let outcomes = world.runTogether([
      raising,
      World.job { (ledger, now) throws(Failure) in
        _ = try Story.raise(ledger, now)
        throw .notFound
      },
      raising,
    ])

    #expect(
      outcomes.map { try? $0.get()?.reference } == ["TEST-2026-00001", nil, "TEST-2026-00002"])
    #expect(outcomes[1] == .failure(.notFound))
    let commits = world.changes.withLock { $0 }
    #expect(commits.last?.escalations.map(\.reference) == ["TEST-2026-00001", "TEST-2026-00002"])
    world.close()
    let report = try Verification(path: world.folder.database).run()
    #expect(report.findings == [])
  }

  @Test func `jobs that are refused before they write let the batch be run once`() throws {
    let world = try World()
    try world.populate()
    let counted = CountedRaise()

    let outcomes = world.runTogether([
      counted.job,
      World.job { (_, _) throws(Failure) in throw .notFound },
    ])

    #expect(outcomes.map { try? $0.get()?.reference } == ["TEST-2026-00001", nil])
    #expect(counted.runs == 1)
  }

  @Test
  func `a job that is refused after it wrote has its batch run again, and numbers are given once`()
    throws
  {
    let world = try World()
    try world.populate()
    let counted = CountedRaise()

    let outcomes = world.runTogether([
      counted.job,
      World.job { (ledger, now) throws(Failure) in
        _ = try Story.raise(ledger, now)
        throw .notFound
      },
      World.job { (_, _) throws(Failure) in throw .busy(retryAfter: 1) },
      raising,
    ])

    #expect(counted.runs == 2)
    #expect(
      outcomes.map { try? $0.get()?.reference } == ["TEST-2026-00001", nil, nil, "TEST-2026-00002"])
    #expect(outcomes[1] == .failure(.notFound))
    #expect(outcomes[2] == .failure(.busy(retryAfter: 1)))
    world.close()
    let report = try Verification(path: world.folder.database).run()
    #expect(report.findings == [])
  }

  @Test func `a library changed by a job that fails is as it was for the next`() throws {
    let world = try World()
    try world.populate()
    let seen = Mutex<[Int]>([])

    _ = world.runTogether([
      administering { (library) throws(Failure) in
        library.add(TestPolicy.policy(version: "2"))
        throw .notFound
      },
      administering { (library) throws(Failure) in
        let count = library.policies.count
        seen.withLock { $0.append(count) }
        library.add(TestPolicy.policy(version: "3"))
      },
      administering { (library) throws(Failure) in
        let count = library.policies.count
        seen.withLock { $0.append(count) }
      },
    ])

    #expect(seen.withLock { $0 } == [1, 2])
  }

  @Test
  func `when the disk is full the whole batch fails, nothing is kept, and work goes on after`()
    throws
  {
    let world = try World()
    try world.populate()
    let before = try Story(world)
    try world.run { (ledger, _) throws(Failure) in
      try setPageLimit(ledger, extra: 2)
      return nil
    }

    let outcomes = world.runTogether(
      Array(repeating: raising, count: 40))

    #expect(outcomes.allSatisfy { $0 == .failure(.storageFull) })
    let reader = try world.store.makeReader()
    #expect(try reader.condition().escalations == 1)
    #expect(try reader.status(of: before.reference, for: World.agent(World.school)) != nil)

    try world.run { (ledger, _) throws(Failure) in
      try setPageLimit(ledger, extra: 10_000)
      return nil
    }
    let after = try Story(world)

    #expect(after.reference == "TEST-2026-00002", "no number was lost with the batch")
    world.close()
    #expect(try Verification(path: world.folder.database).run().findings == [])
  }

  @Test func `a job that swallows the failure of a full disk takes its batch with it all the same`()
    throws
  {
    let world = try World()
    try world.populate()
    try world.run { (ledger, _) throws(Failure) in
      try setPageLimit(ledger, extra: 0)
      return nil
    }

    let outcomes = world.runTogether([
      World.job { (ledger, now) throws(Failure) in
        for _ in 0..<40 { _ = try? Story.raise(ledger, now) }
        return nil
      }
    ])

    #expect(outcomes == [.failure(.storageFull)])
  }

  @Test func `below the floor of the disk nothing is written and reading goes on`() throws {
    var settings = StoreSettings.forTests
    settings.diskFloorBytes = .max
    let world = try World(settings: settings)

    #expect(throws: Failure.storageFull) { try world.populate() }
    #expect(try world.store.makeReader().condition().events == 0)
  }

  @Test func `fifty who write at once all succeed, none lost and none doubled`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let beside = Beside()
    let numbers = Mutex<[Int]>([])

    for index in 0..<50 {
      beside.run {
        let receipt = try? story.append(
          Story.act(at: world.now, text: "number \(index)"), by: World.agent(World.school))
        numbers.withLock { $0.append(receipt?.event ?? 0) }
      }
    }
    beside.wait()

    #expect(numbers.withLock { $0.sorted() } == Array(2...51))
    let reader = try world.store.makeReader()
    let history = try reader.history(of: story.reference, for: World.agent(World.school))
    let texts = history?.entries.dropFirst().map { $0.recorded.event.parts[0].text } ?? []
    #expect(Set(texts).count == 50)
  }

  @Test func `beyond its room the queue refuses at once`() throws {
    var settings = StoreSettings.forTests
    settings.queueLimit = 3
    let world = try World(settings: settings)

    let outcomes = world.runTogether(
      Array(repeating: World.job { (_, _) throws(Failure) in nil }, count: 5))

    #expect(
      outcomes.map { $0 == .failure(.busy(retryAfter: 1)) } == [false, false, false, true, true])
  }

  @Test func `one credential cannot fill the queue`() throws {
    var settings = StoreSettings.forTests
    settings.queueLimitPerCredential = 2
    let queue = WorkQueue(settings: settings)
    let job = World.job(by: "greedy") { (_, _) throws(Failure) in nil }
    let other = World.job(by: "modest") { (_, _) throws(Failure) in nil }

    let taken = [job, job, job, other].map { queue.add(.init(job: $0) { _ in }) }

    #expect(taken == [true, true, false, true])
    guard case .batch(let batch) = queue.next() else { throw TestFault(what: "no batch") }
    #expect(batch.count == 3)
    #expect(queue.add(.init(job: job) { _ in }), "what was taken out makes room")
  }

  @Test func `the service's own jobs come behind people's, a few at a time`() throws {
    var settings = StoreSettings.forTests
    settings.serviceBatchLimit = 2
    let queue = WorkQueue(settings: settings)
    let service = World.job(by: nil) { (_, _) throws(Failure) in nil }
    let person = World.job(by: "p") { (_, _) throws(Failure) in nil }

    for job in [service, service, service, person] { _ = queue.add(.init(job: job) { _ in }) }
    queue.close()
    var sizes: [Int] = []
    while case .batch(let batch) = queue.next() { sizes.append(batch.count) }

    #expect(sizes == [1, 2, 1])
  }

  @Test func `stopping does what waits and refuses what comes`() throws {
    let world = try World()
    try world.populate()
    let done = Mutex(0)
    for _ in 0..<20 {
      world.store.desk.submit(
        raising
      ) { result in
        if case .success = result { done.withLock { $0 += 1 } }
      }
    }

    world.close()

    #expect(done.withLock { $0 } == 20)
    #expect(throws: Failure.busy(retryAfter: 1)) { try Story(world) }
  }

  @Test func `readers see a whole commit or nothing of it while the writer works`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let reader = try world.store.makeReader()
    let isDone = Mutex(false)
    let beside = Beside()
    beside.run {
      for _ in 0..<100 {
        _ = try? story.append(Story.act(at: world.now), by: World.agent(World.school))
      }
      isDone.withLock { $0 = true }
    }

    var last = 0
    while !isDone.withLock({ $0 }) {
      let viewer = World.agent(World.socialCare)
      let history = try #require(try reader.history(of: story.reference, for: viewer))
      let status = try #require(try reader.status(of: story.reference, for: viewer))

      #expect(history.entries.count == history.escalation.lastEvent)
      #expect(history.entries.allSatisfy { !$0.recorded.event.parts.isEmpty })
      #expect(status.revision >= history.escalation.revision)
      #expect(history.entries.count >= last)
      last = history.entries.count
    }
    beside.wait()
  }
}

/// A job that raises an escalation.
private let raising = World.job { (ledger, now) throws(Failure) in try Story.raise(ledger, now) }

/// A job that raises, and counts how often it is run.
private final class CountedRaise: Sendable {
  private let count = Mutex(0)

  var runs: Int { count.withLock { $0 } }

  var job: Job {
    World.job { [self] (ledger, now) throws(Failure) in
      count.withLock { $0 += 1 }
      return try Story.raise(ledger, now)
    }
  }
}

/// A job that changes the writer's library.
private func administering(
  _ work: @escaping @Sendable (inout Library) throws(Failure) -> Void
) -> Job {
  Job(credential: "admin") {
    (ledger: any Ledger, library: inout Library, now: Instant) throws(Failure) -> Receipt? in
    try work(&library)
    return nil
  }
}

/// Lets the file grow by so many pages and no more.
private func setPageLimit(_ ledger: any Ledger, extra: Int) throws(Failure) {
  guard let ledger = ledger as? SQLLedger else { throw .broken("another ledger") }
  try ledger.run { () throws(SQLiteError) in
    let pages = try ledger.connection.pageCount
    try ledger.connection.execute("PRAGMA max_page_count = \(pages + extra)")
  }
}
