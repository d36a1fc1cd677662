import Escalations
import Foundation

/// Where a clock that is moved by hand stands, so that a restart does not turn it back.
enum ManualClockFile {
  /// The clock that the options ask for.
  static func clock(_ options: ServeOptions) throws -> ServiceClock {
    guard let start = options.manualClock else { return ServiceClock() }
    return ServiceClock(manualFrom: start)
  }
}
