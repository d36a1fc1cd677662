import Casework
import Dispatch
import Escalations
import JSON
import Repository
import Synchronization

/// Writes where every chain ends into the log, at the start and once a day: whoever keeps the log, keeps
/// anchors that whoever has the database cannot change.
final class HeadNotices: Sendable {
  private let store: Store
  private let clock: ServiceClock
  private let log: Log
  private let queue = DispatchQueue(label: "parley.heads", qos: .utility)
  private let isStopped = Atomic(false)
  private static let everyHours = 24

  init(store: Store, clock: ServiceClock, log: Log) {
    self.store = store
    self.clock = clock
    self.log = log
  }

  /// Notices from now on.
  func start() { queue.async { [self] in tick() } }

  /// No more notices.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  private func tick() {
    if isStopped.load(ordering: .relaxed) { return }
    notice()
    queue.asyncAfter(deadline: .now() + .seconds(Self.everyHours * 3_600)) { [weak self] in
      self?.tick()
    }
  }

  private func notice() {
    do {
      for head in try store.heads() {
        log.write(
          .info, "chainHead",
          [
            ("partnership", .string(head.partnership.text)), ("chain", .string(head.chain)),
            ("sequence", .integer(head.sequence)), ("hash", .string(head.hash)),
            ("epoch", .integer(head.epoch)),
          ])
      }
    } catch {
      log.write(.warning, "chainHead", [("detail", .string("\(error)"))])
    }
  }
}
