import Escalations
import Foundation

/// Where a clock that is moved by hand stands, so that a restart does not turn it back.
struct ManualClockFile {
  private let path: String

  /// The file in a data folder.
  init(in folder: String) { path = folder + "/manual-clock" }

  /// The clock that the options ask for.
  static func clock(_ options: ServeOptions) -> ServiceClock {
    guard let start = options.manualClock else { return ServiceClock() }
    let kept = ManualClockFile(in: options.data).instant
    return ServiceClock(manualFrom: max(start, kept ?? start))
  }

  /// Keeps where the clock stands.
  func keep(_ instant: Instant) throws {
    try SecretFile.write(Array(instant.description.utf8), to: path)
  }

  private var instant: Instant? {
    FileManager.default.contents(atPath: path).flatMap {
      Instant(String(decoding: $0, as: UTF8.self))
    }
  }
}
