/// Everything that turns a limit into a deadline: the calendar, the zone and the policy's own end of
/// the working day.
///
/// The rule (the design's section 5): day zero is the local date of the start, whatever the hour;
/// each working day after it counts one; the limit ends with the n-th, and from the next local
/// midnight on it is missed.
public struct ClockFace: Hashable, Sendable {
  /// Which days count.
  public let calendar: WorkingCalendar
  /// What date an instant has.
  public let zone: ZoneTransitions
  /// When a working day's work is over, if the policy says; at midnight if nil.
  ///
  /// Shortens limits that are counted in working days and no others.
  public let endOfWorkingDay: TimeOfDay?

  /// A clock face for one policy.
  public init(calendar: WorkingCalendar, zone: ZoneTransitions, endOfWorkingDay: TimeOfDay? = nil) {
    self.calendar = calendar
    self.zone = zone
    self.endOfWorkingDay = endOfWorkingDay
  }

  /// When a limit that starts at that instant is due; nil for one without a number.
  public func due(for limit: Limit, from start: Instant) -> Due? {
    let dayZero = zone.localDate(of: start)
    switch limit {
    case .workingDays(let count):
      return due(on: calendar.date(adding: count, workingDaysAfter: dayZero), countedFrom: dayZero)
    case .sameWorkingDay:
      return due(on: workingDay(ofStart: start, on: dayZero), countedFrom: dayZero)
    case .calendarDays(let count):
      return due(endOf: dayZero.adding(days: count.value))
    case .elapsedHours(let count):
      let at = start.adding(hours: count.value)
      // The date is that of the last instant in time, so that it reads as in the other units:
      // 24 hours from midnight on the 3rd are over with the 3rd. In a zone that goes back over
      // midnight that could be the day before the start, hence the maximum.
      let date = max(dayZero, zone.localDate(of: at.adding(milliseconds: -1)))
      return Due(date: date, at: at, beyondCoverage: false)
    case .withoutDelay:
      return nil
    }
  }

  /// When something promised for a date is due: at the end of that date, working day or not.
  public func due(endOf date: CivilDate) -> Due {
    Due(date: date, at: zone.startOfDay(date.adding(days: 1)), beyondCoverage: false)
  }

  /// How many working days a clock took that started and stopped at these instants.
  public func workingDaysTaken(from start: Instant, to end: Instant) -> Int {
    calendar.workingDays(after: zone.localDate(of: start), through: zone.localDate(of: end))
  }

  private func due(on date: CivilDate, countedFrom dayZero: CivilDate) -> Due {
    Due(
      date: date, at: endOfWork(on: date),
      beyondCoverage: calendar.isBeyondCoverage(dayZero) || calendar.isBeyondCoverage(date))
  }

  /// The working day in which a start falls, or the next if its work is over by then.
  private func workingDay(ofStart start: Instant, on dayZero: CivilDate) -> CivilDate {
    let day = calendar.nextWorkingDay(onOrAfter: dayZero)
    return start < endOfWork(on: day)
      ? day : calendar.date(adding: 1, workingDaysAfter: day)
  }

  private func endOfWork(on date: CivilDate) -> Instant {
    guard let endOfWorkingDay else { return zone.startOfDay(date.adding(days: 1)) }
    return zone.instant(of: date, at: endOfWorkingDay)
  }
}
