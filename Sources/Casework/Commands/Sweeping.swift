public import Escalations

/// What a walk of the service's own over some escalations did.
public struct Walked: Sendable, Equatable {
  /// How many it looked at.
  public var count = 0
  /// Whether more wait.
  public var moreWait = false
  /// Those whose record cannot be read, with the reason, without personal data: the walk went past them.
  public var unreadable: [Reference: String] = [:]

  /// A walk that did nothing yet.
  public init() {}
}

extension Job {
  /// A job that records limits that have passed or are near, for a bounded number of escalations; it
  /// reports what it did, so that the scheduler knows whether more wait.
  ///
  /// An escalation that cannot be read stays due for ever: those known to be so are passed over, and do
  /// not stand in the way of the others.
  public static func sweep(
    nearHours: Int, limit: Int, passingOver known: Set<Reference> = [],
    report: @escaping @Sendable (Walked) -> Void
  ) -> Job {
    Job(credential: nil) { (ledger, library, now) throws(Failure) -> Receipt? in
      let due = try ledger.dueClocks(
        at: now, nearBefore: now.adding(hours: nearHours), limit: limit + known.count)
      var walked = Walked()
      for reference in due where !known.contains(reference) && walked.count < limit {
        walked.count += 1
        _ = try ledger.serve(
          .checkClocks(nearHours: nearHours), on: reference, library, at: now, noting: &walked)
      }
      walked.moreWait = walked.count == limit
      if !walked.moreWait { try ledger.markSweep(at: now) }
      report(walked)
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
  /// Gives an order of the service itself on one of many escalations; one that cannot be read or judged
  /// is noted, and nothing happens to it.
  func serve(
    _ command: Command, on reference: Reference, _ library: Library, at now: Instant,
    as occurredAt: Instant? = nil, noting walked: inout Walked
  ) throws(Failure) -> Event? {
    let serving: Serving?
    do throws(Failure) {
      serving = try self.serving(command, on: reference, library, at: now, as: occurredAt)
    } catch {
      // Nothing was written yet. What ends the batch, the store itself knows and does not go on.
      guard let why = error.whyUnreadable else { throw error }
      walked.unreadable[reference] = why
      return nil
    }
    return try serving.map { (serving) throws(Failure) in try append(serving, at: now) }
  }

  /// Marks that the clocks were swept; once an hour, so that an idle service writes next to nothing.
  fileprivate func markSweep(at now: Instant) throws(Failure) {
    if let last = try lastSweep(), now < last.adding(hours: 1) { return }
    try keepSweep(at: now)
  }
}

extension Failure {
  /// Why one escalation's record cannot be used; nil for a failure that is not its own.
  fileprivate var whyUnreadable: String? {
    switch self {
    case .broken(let why): why
    case .refused(let refusals):
      "its clocks are refused: " + refusals.map(\.reason.rawValue).joined(separator: ", ")
    case .notFound, .notAllowed, .formRefused, .invalid, .stale, .preconditionMissing, .keyReused,
      .alreadyRaised, .busy, .storageFull:
      nil
    }
  }
}
