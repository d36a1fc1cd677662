import Casework
import Dispatch
import Escalations
import Synchronization

/// When credentials were last used: kept in memory, written now and then.
final class CredentialUses: Sendable {
  private let uses = Mutex<[CredentialID: Instant]>([:])
  private let queue = DispatchQueue(label: "parley.credential-uses")
  /// Seconds from one writing to the next.
  private static let interval = 60

  /// Notes a use.
  func note(_ credential: CredentialID, at now: Instant) {
    uses.withLock { $0[credential] = now }
  }

  /// Writes from now on.
  func start(desk: any Desk) {
    queue.asyncAfter(deadline: .now() + .seconds(CredentialUses.interval)) { [self] in
      write(to: desk) {}
      start(desk: desk)
    }
  }

  /// Writes what was noted since; what could not be written is not missed for long.
  func write(to desk: any Desk, done: @escaping @Sendable () -> Void) {
    let noted = uses.withLock { uses in
      defer { uses = [:] }
      return uses
    }
    if noted.isEmpty { return done() }
    desk.submit(.noteUses(noted)) { _ in done() }
  }
}
