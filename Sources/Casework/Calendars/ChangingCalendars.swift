import Digest
public import Escalations

/// A bank holiday added to a calendar, or one withdrawn.
public enum HolidayChange: Sendable, Equatable {
  /// A holiday that was proclaimed.
  case add(Holiday)
  /// A holiday that is none after all.
  case withdraw(CivilDate)

  /// The day that is another from here on.
  public var date: CivilDate {
    switch self {
    case .add(let holiday): holiday.date
    case .withdraw(let date): date
    }
  }
}

extension Job {
  /// A job that changes a calendar.
  ///
  /// Running clocks follow in jobs of the service's own, behind people's commands; stopped ones stay as
  /// they ended. The change stands in the record of every partnership that counts by the calendar.
  public static func change(
    _ calendar: String, by change: HolidayChange, parts: [Part], in envelope: Envelope
  ) -> Job {
    Job(credential: envelope.viewer.credential) {
      (ledger, library, now) throws(Failure) -> Receipt? in
      guard envelope.viewer.role == .admin else {
        throw .notAllowed("Administrators change calendars.")
      }
      return try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        guard let old = library.calendars[calendar] else { throw .notFound }
        let new = try old.changed(by: change)
        let changing = CalendarChanging(
          calendar: new, change: change, parts: parts, envelope: envelope,
          partnerships: library.partnerships(countingBy: calendar), now: now)
        let receipt = try changing.perform(on: ledger)
        if !envelope.isDryRun { library.replace(new) }
        return receipt
      }
    }
  }
}

/// The steps of changing a calendar, inside the writer's transaction.
private struct CalendarChanging {
  let calendar: WorkingCalendar
  let change: HolidayChange
  let parts: [Part]
  let envelope: Envelope
  /// Those whose clocks go by it.
  let partnerships: [PartnershipID]
  let now: Instant

  func perform(on ledger: any Ledger) throws(Failure) -> Receipt {
    let viewer = envelope.viewer
    let subject = Receipt.Subject.calendar(calendar.id, version: calendar.version)
    if envelope.isDryRun {
      return Receipt(administering: subject, of: viewer.partnership, event: nil, recordedAt: now)
    }
    let json = CalendarFile.bytes(of: calendar)
    try ledger.addCalendar(calendar, json: json, at: now)
    let act = AdministrativeAct.holidayChanged(
      calendar.id, version: calendar.version, digest: SHA256.digest(of: json).hex, change)
    let event = try ledger.append(
      act, parts: parts, partnership: viewer.partnership, by: viewer, at: now)
    // To the others it happened; who did it is the doer's partnership's to know.
    for partnership in partnerships where partnership != viewer.partnership {
      _ = try ledger.append(act, parts: [], partnership: partnership, by: nil, at: now)
    }
    try ledger.beginFollowing(calendar, in: partnerships, at: now)
    return Receipt(
      administering: subject, of: viewer.partnership, event: event, recordedAt: now)
  }
}

extension WorkingCalendar {
  func changed(by change: HolidayChange) throws(Failure) -> WorkingCalendar {
    do throws(CalendarFault) {
      switch change {
      case .add(let holiday): return try adding(holiday)
      case .withdraw(let date): return try withdrawing(date)
      }
    } catch {
      throw .invalid([Fault(pointer: "/date", code: error.code, detail: error.explanation)])
    }
  }
}

extension CalendarFault {
  fileprivate var code: String {
    switch self {
    case .alreadyAHoliday: "alreadyDone"
    case .notAHoliday: "noSuchEntry"
    case .outsideCoverage, .coverageEndsBeforeItBegins, .coverageNotExtended: "outsideCoverage"
    }
  }

  fileprivate var explanation: String {
    switch self {
    case .alreadyAHoliday(let holiday): "\(holiday.date) is one already: \(holiday.title)."
    case .notAHoliday(let date): "\(date) is no bank holiday of this calendar."
    case .outsideCoverage(let holiday):
      "\(holiday.date) lies outside the years that the calendar covers; extend it by whole years."
    case .coverageEndsBeforeItBegins: "The years end before they begin."
    case .coverageNotExtended(let date): "It reaches through \(date) already."
    }
  }
}
