import Digest
public import Escalations

/// A bank holiday added to a calendar, or one withdrawn.
public enum HolidayChange: Sendable, Equatable {
  /// A holiday that was proclaimed.
  case add(Holiday)
  /// A holiday that is none after all.
  case withdraw(CivilDate)
}

extension Job {
  /// A job that changes a calendar.
  ///
  /// Running clocks follow in jobs of their own, behind people's commands; stopped ones stay as
  /// they ended.
  public static func change(
    _ calendar: String, by change: HolidayChange, viewer: Viewer,
    changed: @escaping @Sendable (Library, WorkingCalendar) -> Void
  ) -> Job {
    Job(credential: viewer.credential) {
      (ledger, library, now) throws(Failure) -> Receipt? in
      guard viewer.role == .admin else {
        throw .notAllowed("Administrators change calendars.")
      }
      guard let old = library.calendars[calendar] else { throw .notFound }
      let new = try old.changed(by: change)
      let json = CalendarFile.bytes(of: new)
      try ledger.addCalendar(new, json: json, at: now)
      let act = AdministrativeAct.calendarLoaded(
        new.id, version: new.version, digest: SHA256.digest(of: json).hex)
      try ledger.append(act, partnership: viewer.partnership, by: viewer, at: now)
      library.replace(new)
      changed(library, new)
      return nil
    }
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
      throw .invalid([Fault(pointer: "/date", code: "calendar", detail: "\(error)")])
    }
  }
}
