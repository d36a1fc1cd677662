import API
import Casework
import Escalations
import Foundation
import Repository

/// Whether the service can do its work, and figures for the operator.
///
/// No personal data, no names.
final class Health: Sendable {
  private let store: Store
  private let scheduler: Scheduler
  private let library: SharedLibrary
  private let faults: [ConfigurationFolder.FileFault]
  private let clock: ServiceClock
  /// Months before the end of a calendar's coverage from which on readiness warns.
  private static let coverageDays = 183
  /// A scheduler silent for so long is taken for dead.
  private static let silentMilliseconds = 15_000

  init(
    store: Store, scheduler: Scheduler, library: SharedLibrary,
    faults: [ConfigurationFolder.FileFault], clock: ServiceClock
  ) {
    self.store = store
    self.scheduler = scheduler
    self.library = library
    self.faults = faults
    self.clock = clock
  }

  /// Every check.
  var readiness: Readiness {
    Readiness(checks: [schedulerCheck, recordCheck, calendarCheck, configurationCheck, queueCheck])
  }

  /// That it waits is no reason to turn people away: what they do and ask is right meanwhile.
  private var schedulerCheck: Readiness.Check {
    if let doubt = scheduler.doubt {
      return Readiness.Check(
        name: "scheduler", outcome: .warn,
        output: "waits for the operator before it records limits: \(doubt)")
    }
    guard let silence = scheduler.sinceLastSweep else {
      return Readiness.Check(name: "scheduler", outcome: .warn, output: "no sweep has ended yet")
    }
    let isAlive = silence < Health.silentMilliseconds
    return Readiness.Check(
      name: "scheduler", outcome: isAlive ? .pass : .fail,
      output: isAlive ? nil : "the last sweep ended \(silence / 1_000) s ago")
  }

  /// One record that cannot be read is its own parties' trouble, and somebody must look at it.
  private var recordCheck: Readiness.Check {
    let unreadable = scheduler.unreadable.map(\.text).sorted()
    return Readiness.Check(
      name: "record", outcome: unreadable.isEmpty ? .pass : .warn,
      output: unreadable.isEmpty
        ? nil
        : "\(unreadable.count) cannot be read: "
          + unreadable.prefix(10).joined(separator: ", ") + "; run `parley verify`")
  }

  private var calendarCheck: Readiness.Check {
    let today = library.value.zone.localDate(of: clock.now)
    let ending = library.value.calendars.values
      .filter { $0.coverage.upperBound < today.adding(days: Health.coverageDays) }
      .map { "\($0.id) ends on \($0.coverage.upperBound)" }.sorted()
    return Readiness.Check(
      name: "calendar", outcome: ending.isEmpty ? .pass : .warn,
      output: ending.isEmpty ? nil : ending.joined(separator: "; "))
  }

  private var configurationCheck: Readiness.Check {
    Readiness.Check(
      name: "configuration", outcome: faults.isEmpty ? .pass : .warn,
      output: faults.isEmpty ? nil : "not loaded: " + faults.map(\.file).joined(separator: ", "))
  }

  private var queueCheck: Readiness.Check {
    Readiness.Check(name: "writer", outcome: .pass, output: "\(store.waitingJobs) commands wait")
  }

  /// Figures in Prometheus' text format 0.0.4.
  var metrics: String {
    """
    # HELP parley_writer_waiting Commands that wait for the writer.
    # TYPE parley_writer_waiting gauge
    parley_writer_waiting \(store.waitingJobs)
    # HELP parley_sweep_age_seconds Seconds since the clocks were last swept.
    # TYPE parley_sweep_age_seconds gauge
    parley_sweep_age_seconds \(scheduler.sinceLastSweep.map { Double($0) / 1_000 } ?? -1)

    """
  }
}
