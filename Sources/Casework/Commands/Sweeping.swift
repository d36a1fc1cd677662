import Escalations

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
        let job = Job.service(.checkClocks(nearHours: nearHours), on: reference)
        _ = try job.run(ledger, &library, now)
      }
      report(due.count)
      return nil
    }
  }
}
