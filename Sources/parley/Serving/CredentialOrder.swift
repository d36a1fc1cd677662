import Casework
import Escalations
import JSON
import Repository

/// What `parley credential` asks for, as it goes to a running server.
struct CredentialOrder: Codable, Sendable {
  /// What to do.
  enum Act: String, Codable, Sendable, CaseIterable {
    case create, list, rotate, revoke
  }

  var act: Act
  var partnership: PartnershipID
  /// What to create.
  var request: CredentialRequest?
  /// Which to rotate or revoke.
  var id: CredentialID?
  var overlapHours: Int?
  var reason: RevocationReason?

  init(_ act: Act, partnership: PartnershipID) {
    self.act = act
    self.partnership = partnership
  }
}

/// What came of it: lines to print, or what is wrong.
struct CredentialAnswer: Codable, Sendable {
  var lines: [String] = []
  var faults: [String] = []
}

/// Does what `parley credential` asks for, by the use cases of the API.
struct CredentialService: Sendable {
  let desk: any Desk
  let makeReader: @Sendable () throws -> any Reader
  let now: @Sendable () -> Instant

  /// The use cases on a store.
  init(_ store: Store, _ clock: ServiceClock) {
    desk = store.desk
    makeReader = { try store.makeReader() }
    now = { clock.now }
  }

  func perform(_ order: CredentialOrder, done: @escaping @Sendable (CredentialAnswer) -> Void) {
    let administrator = Administrator.console(order.partnership)
    let token = Token()
    let id = order.id ?? ""
    switch order.act {
    case .list: done(list(order.partnership))
    case .create:
      guard let request = order.request else { return }
      submit(.issue(request, token, by: administrator), ["\(request.id) \(token.text)"], done)
    case .rotate:
      let until = now().adding(hours: order.overlapHours ?? 0)
      let job = Job.rotate(id, token, previousUntil: until, by: administrator)
      submit(job, ["\(id) \(token.text)", "the token before opens until \(until)"], done)
    case .revoke:
      submit(.revoke(id, order.reason ?? .other, by: administrator), ["\(id) revoked"], done)
    }
  }

  private func submit(
    _ job: Job, _ lines: [String], _ done: @escaping @Sendable (CredentialAnswer) -> Void
  ) {
    desk.submit(job) { result in
      switch result {
      case .success: done(CredentialAnswer(lines: lines))
      case .failure(let failure): done(CredentialAnswer(faults: Self.words(failure)))
      }
    }
  }

  private func list(_ partnership: PartnershipID) -> CredentialAnswer {
    let viewer = Viewer(
      credential: "console", role: .admin, partnership: partnership, agency: nil)
    do {
      let rows = try makeReader().credentials(for: viewer)
      return CredentialAnswer(
        lines: try rows.map { String(decoding: try JSONEncoding.bytes(of: $0), as: UTF8.self) })
    } catch {
      return CredentialAnswer(faults: ["\(error)"])
    }
  }

  private static func words(_ failure: Failure) -> [String] {
    failure == .notFound
      ? ["There is no such partnership here, or no such credential in it."] : failure.sentences
  }
}
