public import Escalations

/// How far the running clocks of a partnership have followed a change of their calendar.
public struct CalendarFollowing: Sendable, Equatable {
  /// The calendar.
  public let calendar: String
  /// The version to follow.
  public let version: Int
  /// Whose clocks.
  public let partnership: PartnershipID
  /// When the calendar changed: a limit that had not passed by then follows, however late it is looked
  /// at.
  public let changedAt: Instant
  /// Up to which escalation all were looked at, in the store's order.
  public var reached: Int64
  /// The last escalation there was when the calendar changed; later ones began under it.
  public let last: Int64
  /// How many escalations have a clock that moved.
  public var escalations: Int
  /// How many clocks moved.
  public var clocks: Int
  /// When the last one was looked at; nil while some wait.
  public var finishedAt: Instant?

  /// How far it has come.
  public init(
    calendar: String, version: Int, partnership: PartnershipID, changedAt: Instant,
    reached: Int64, last: Int64, escalations: Int, clocks: Int, finishedAt: Instant?
  ) {
    self.calendar = calendar
    self.version = version
    self.partnership = partnership
    self.changedAt = changedAt
    self.reached = reached
    self.last = last
    self.escalations = escalations
    self.clocks = clocks
    self.finishedAt = finishedAt
  }
}

/// A stretch of a partnership's escalations, in the store's order.
public struct OpenStretch: Sendable {
  /// Those in it that owe anything, with the policy they run under.
  public let escalations: [(reference: Reference, policy: PolicyID, version: String)]
  /// The last one looked at.
  public let reached: Int64

  /// A stretch.
  public init(
    escalations: [(reference: Reference, policy: PolicyID, version: String)], reached: Int64
  ) {
    self.escalations = escalations
    self.reached = reached
  }
}

extension Job {
  /// A job that lets a bounded number of escalations follow a changed calendar.
  ///
  /// It reports whether more wait. How far it came is stored with what it did, so that a restart goes
  /// on where it stopped. An escalation whose record cannot be read keeps its clocks as they were.
  public static func followCalendars(
    limit: Int, report: @escaping @Sendable (Walked) -> Void
  ) -> Job {
    Job(credential: nil) { (ledger, library, now) throws(Failure) -> Receipt? in
      var walked = Walked()
      guard var following = try ledger.unfinishedFollowing() else {
        report(walked)
        return nil
      }
      let stretch = try ledger.openStretch(of: following, limit: limit)
      for one in stretch.escalations
      where library.policy(one.policy, version: one.version)?.calendar == following.calendar {
        let event = try ledger.serve(
          .followCalendar, on: one.reference, library, at: now, as: following.changedAt,
          noting: &walked)
        walked.count += 1
        following.count(event)
      }
      following.reached = stretch.reached
      if following.reached >= following.last { try following.finish(on: ledger, at: now) }
      try ledger.keep(following)
      walked.moreWait = true
      report(walked)
      return nil
    }
  }
}

extension Ledger {
  /// The escalation as people come to act in it: as far as they may see it, its clocks by the present
  /// calendar.
  ///
  /// Where they come before the service's own walk has reached it, its clocks move first: nobody is told
  /// that a limit passed which a bank holiday had moved.
  func escalation(
    toActIn reference: Reference, for viewer: Viewer, _ library: Library, at now: Instant
  ) throws(Failure) -> Escalation {
    guard let seen = try escalation(reference, for: viewer) else { throw .notFound }
    return try followed(seen, library, at: now)
  }

  private func followed(
    _ state: Escalation, _ library: Library, at now: Instant
  ) throws(Failure) -> Escalation {
    let reference = state.raised.reference
    guard let calendar = library.calendar(of: state),
      state.hasClock(countedBefore: calendar.version),
      var following = try unfinishedFollowing(), following.calendar == calendar.id,
      let event = try serve(
        .followCalendar, on: reference, library, at: now, as: following.changedAt),
      let followed = try escalationForService(reference)
    else { return state }
    if following.partnership == state.raised.partnership {
      following.count(event)
      try keep(following)
    }
    return followed
  }
}

extension Library {
  fileprivate func calendar(of state: Escalation) -> WorkingCalendar? {
    policy(state.raised.policy, version: state.policyVersion).flatMap { calendars[$0.calendar] }
  }
}

extension Escalation {
  fileprivate func hasClock(countedBefore version: Int) -> Bool {
    duties.contains { $0.isOpen && ($0.timing.map { $0.calendarVersion < version } ?? false) }
  }
}

extension CalendarFollowing {
  fileprivate mutating func count(_ event: Event?) {
    let moved = event?.effects.count { effect in
      guard case .timed(_, let timing) = effect else { return false }
      return timing.cause == .holiday
    }
    guard let moved, moved > 0 else { return }
    escalations += 1
    clocks += moved
  }

  fileprivate mutating func finish(on ledger: any Ledger, at now: Instant) throws(Failure) {
    finishedAt = now
    let act = AdministrativeAct.calendarFollowed(
      calendar, version: version, escalations: escalations, clocks: clocks)
    _ = try ledger.append(act, parts: [], partnership: partnership, by: nil, at: now)
  }
}
