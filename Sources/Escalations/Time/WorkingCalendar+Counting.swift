// Counting, in dates only. Each function is bounded: by the thousand that a limit may have, or by
// the number of holidays.

extension WorkingCalendar {
  /// The date of the n-th working day after that day, which is day zero and itself never counted.
  public func date(adding count: Limit.Count, workingDaysAfter day: CivilDate) -> CivilDate {
    var date = day
    for _ in 0..<count.value {
      date = nextWorkingDay(onOrAfter: date.adding(days: 1))
    }
    return date
  }

  /// The first working day that is not before the date.
  public func nextWorkingDay(onOrAfter date: CivilDate) -> CivilDate {
    var date = date
    // The last day of the year 9999 is a Friday; there the search would not move on.
    while !isWorkingDay(date), date < .latest { date = date.adding(days: 1) }
    return date
  }

  /// The n-th working day before that day, to warn of a deadline in good time.
  public func date(subtracting count: Limit.Count, workingDaysBefore day: CivilDate) -> CivilDate {
    var date = day
    var left = count.value
    while left > 0, date > .earliest {
      date = date.adding(days: -1)
      if isWorkingDay(date) { left -= 1 }
    }
    return date
  }

  /// How many working days there are after one day and up to and with another; 0 if it is earlier.
  public func workingDays(after day: CivilDate, through last: CivilDate) -> Int {
    guard day < last else { return 0 }
    let known =
      firstHoliday(onOrAfter: day.adding(days: 1))..<firstHoliday(onOrAfter: last.adding(days: 1))
    let daysOff = holidays[known].count { !$0.date.weekday.isWeekend }
    return Self.weekdays(through: last) - Self.weekdays(through: day) - daysOff
  }

  /// How many days from Monday to Friday there are from a fixed Monday up to and with that date.
  private static func weekdays(through date: CivilDate) -> Int {
    // 0001-01-01, the earliest date, was a Monday.
    let (weeks, days) = (date.dayNumber - CivilDate.earliest.dayNumber + 1)
      .quotientAndRemainder(dividingBy: 7)
    return weeks * 5 + min(days, 5)
  }
}
