import Casework
import Digest
import Dispatch
import Escalations
import Foundation
import SQLite
import Synchronization

@testable import Repository

/// A store in a folder of its own, with a partnership, its agencies and their credentials.
final class World: Sendable {
  static let partnership: PartnershipID = "testshire"
  static let school: AgencyID = "st-hilda"
  static let socialCare: AgencyID = "testshire-csc"
  static let police: AgencyID = "testshire-police"

  let folder: DataFolder
  let store: Store
  let changes = Mutex<[StoreChange]>([])
  private let clock: Mutex<Instant>
  private let keepsFolder: Bool

  init(
    settings: StoreSettings = .forTests, folder: DataFolder? = nil,
    keepsFolder: Bool = false, prepare: (DataFolder) throws -> Void = { _ in }
  ) throws {
    self.folder = folder ?? DataFolder(path: temporaryPath())
    self.keepsFolder = keepsFolder
    clock = Mutex(at("2026-03-02T09:00:00Z"))
    let box = Box()
    let folder = self.folder
    try prepare(folder)
    let library = try TestPolicy.library()
    store = try Store(
      folder: folder, settings: settings,
      hooks: WriterHooks(
        now: { box.world?.now ?? at("2026-03-02T09:00:00Z") },
        changed: { change in box.world?.changes.withLock { $0.append(change) } },
        fatal: { _ in }), library: { _ in library })
    box.hold(self)
  }

  /// Closes the store, so that a test may lay hands on the file.
  func close() { store.close() }

  /// Opens the file as nobody should, without any rule that protects it.
  func tamper(_ script: String) throws {
    close()
    let connection = try Connection(path: folder.database, mode: .readWrite)
    try connection.execute("PRAGMA foreign_keys = OFF")
    try connection.execute(script)
    connection.close()
  }

  deinit {
    store.close()
    if !keepsFolder { try? FileManager.default.removeItem(atPath: folder.path) }
  }

  /// The clock, which stands still until a test moves it.
  var now: Instant {
    get { clock.withLock { $0 } }
    set { clock.withLock { $0 = newValue } }
  }

  /// Hands in jobs while the writer is held up, so that they are committed together; returns how each
  /// of them ended, in order.
  func runTogether(
    _ jobs: [Job]
  ) -> [Result<Receipt?, Failure>] {
    let holding = DispatchSemaphore(value: 0)
    let held = DispatchSemaphore(value: 0)
    let group = DispatchGroup()
    let outcomes = Mutex<[Int: Result<Receipt?, Failure>]>([:])
    group.enter()
    store.desk.submit(
      Self.job(by: "holder") { (_, _) throws(Failure) in
        held.signal()
        holding.wait()
        return nil
      }
    ) { _ in group.leave() }
    held.wait()
    for (index, job) in jobs.enumerated() {
      group.enter()
      store.desk.submit(job) { result in
        outcomes.withLock { $0[index] = result }
        group.leave()
      }
    }
    holding.signal()
    group.wait()
    return outcomes.withLock { outcomes in jobs.indices.compactMap { outcomes[$0] } }
  }

  /// What a job does, where it leaves the library alone.
  typealias Work = @Sendable (any Ledger, Instant) throws(Failure) -> Receipt?

  /// A job of somebody.
  static func job(by credential: CredentialID? = "somebody", _ work: @escaping Work) -> Job {
    Job(credential: credential) {
      (ledger: any Ledger, library: inout Library, now: Instant) throws(Failure) -> Receipt? in
      try work(ledger, now)
    }
  }

  /// Runs a job and waits for its end.
  @discardableResult
  func run(
    by viewer: Viewer? = nil,
    _ work: @escaping Work
  ) throws -> Receipt? {
    try run(Self.job(by: viewer?.credential, work))
  }

  /// Runs a job of Casework's and waits for its end.
  @discardableResult
  func run(_ job: Job) throws -> Receipt? {
    let outcome = Mutex<Result<Receipt?, Failure>?>(nil)
    let done = DispatchSemaphore(value: 0)
    store.desk.submit(job) { result in
      outcome.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = outcome.withLock({ $0 }) else { throw TestFault(what: "no outcome") }
    return try result.get()
  }

  /// Adds the partnership, three agencies and a credential for each role and agency.
  func populate() throws {
    try run { (ledger, now) throws(Failure) in
      try ledger.add(Partnership(id: Self.partnership, title: "Testshire", prefix: "TEST"))
      try ledger.append(
        .partnershipAdded(Self.partnership), partnership: Self.partnership, by: nil, at: now)
      try ledger.add(Partnership(id: "elsewhere", title: "Elsewhere", prefix: "ELSE"))
      for (id, kind) in [
        (Self.school, "school"), (Self.socialCare, "childrens-social-care"),
        (Self.police, "police"),
      ] {
        let agency = Agency(
          id: id, partnership: Self.partnership, title: id.text.uppercased(), kind: kind)
        try ledger.add(agency)
        try ledger.append(.agencyAdded(agency), partnership: Self.partnership, by: nil, at: now)
      }
      for viewer in Self.viewers { try Self.issue(viewer, ledger, now) }
      return nil
    }
  }

  /// Adds the credential of another partnership's office.
  func addStranger() throws {
    try run { (ledger, now) throws(Failure) in
      try Self.issue(Self.stranger, ledger, now)
      return nil
    }
  }

  /// Issues a credential whose token is its name.
  static func issue(
    _ viewer: Viewer, _ ledger: any Ledger, _ now: Instant, seesRestricted: Bool = false
  ) throws(Failure) {
    let credential = Credential(
      id: viewer.credential, name: "For tests", viewer: viewer,
      tokenDigest: SHA256.digest(of: viewer.credential.text).hex, expiresAt: nil,
      seesRestricted: seesRestricted)
    try ledger.add(credential)
    try ledger.append(
      .credentialIssued(credential), partnership: viewer.partnership, by: nil, at: now)
  }

  static let stranger = Viewer(
    credential: "stranger", role: .partnership, partnership: "elsewhere", agency: nil)

  static let viewers =
    [school, socialCare, police].map { agent($0) }
    + AccessRole.allCases.filter { $0 != .agency }.map { office($0) }

  /// The credential of an agency.
  static func agent(_ agency: AgencyID) -> Viewer {
    Viewer(
      credential: CredentialID("c-" + agency.text), role: .agency, partnership: partnership,
      agency: agency)
  }

  /// The credential of a role that acts for no agency.
  static func office(_ role: AccessRole) -> Viewer {
    Viewer(
      credential: CredentialID("c-" + role.rawValue), role: role, partnership: partnership,
      agency: nil)
  }

  /// Lets the hooks, which are made first, find the world.
  private final class Box: Sendable {
    private struct Weak {
      weak var world: World?
    }
    private let held = Mutex(Weak())

    var world: World? { held.withLock { $0.world } }
    func hold(_ world: World) { held.withLock { $0.world = world } }
  }
}

extension StoreSettings {
  /// Small numbers, so that tests meet the bounds.
  static var forTests: StoreSettings {
    var settings = StoreSettings()
    settings.diskFloorBytes = 0
    settings.cachedEscalations = 4
    return settings
  }
}

/// A path that nobody uses.
func temporaryPath() -> String { NSTemporaryDirectory() + "parley-\(UUID())" }
