import Escalations
import Foundation
import Synchronization

/// The one place where the time comes from: the system's clock, or one that is moved by hand in tests
/// and demonstrations.
final class ServiceClock: Sendable {
  private let manual: Hands?

  /// The hands of a clock that people move.
  private final class Hands: Sendable {
    let time: Mutex<Instant>
    init(_ start: Instant) { time = Mutex(start) }
  }

  /// The system's clock.
  init() { manual = nil }

  /// A clock that stands still until it is moved.
  init(manualFrom start: Instant) { manual = Hands(start) }

  /// Whether people move it by hand.
  var isManual: Bool { manual != nil }

  /// The time now, in whole milliseconds.
  var now: Instant {
    if let manual { return manual.time.withLock { $0 } }
    return ServiceClock.system
  }

  /// The system's time.
  static var system: Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
  }

  /// Moves a manual clock; false if it is not one, or if it would go back.
  func move(to instant: Instant) -> Bool {
    guard let manual else { return false }
    return manual.time.withLock { now in
      guard instant >= now else { return false }
      now = instant
      return true
    }
  }
}
