public import Escalations

extension Job {
  /// A job that records limits that have passed or are near, for a bounded number of escalations; it
  /// reports how many it looked at, so that the scheduler knows whether more wait.
  public static func sweep(
    nearHours: Int, limit: Int, report: @escaping @Sendable (Int) -> Void
  ) -> Job {
    Job(credential: nil) { (ledger, library, now) throws(Failure) -> Receipt? in
      let due = try ledger.dueClocks(
        at: now, nearBefore: now.adding(hours: nearHours), limit: limit)
      for reference in due {
        _ = try ledger.serve(.checkClocks(nearHours: nearHours), on: reference, library, at: now)
      }
      if due.count < limit { try ledger.markSweep(at: now) }
      report(due.count)
      return nil
    }
  }

  /// A job that reports when the clocks were last swept, to the hour.
  public static func lastSweep(report: @escaping @Sendable (Instant?) -> Void) -> Job {
    Job(credential: nil) { (ledger, _, _) throws(Failure) -> Receipt? in
      report(try ledger.lastSweep())
      return nil
    }
  }
}

extension Ledger {
  /// Marks that the clocks were swept; once an hour, so that an idle service writes next to nothing.
  fileprivate func markSweep(at now: Instant) throws(Failure) {
    if let last = try lastSweep(), now < last.adding(hours: 1) { return }
    try keepSweep(at: now)
  }
}
