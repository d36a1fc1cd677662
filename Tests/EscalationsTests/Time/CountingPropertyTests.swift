import Escalations
import Testing

/// What must hold for every date, tried on all of them rather than on a sample.
@Suite("Counting, on every day of two years") struct CountingPropertyTests {
  let calendar: WorkingCalendar
  let face: ClockFace
  let days: [CivilDate]

  init() throws {
    face = try Fixture.face()
    calendar = face.calendar
    days = try Fixture.dates("2026-03-01", through: "2028-02-29")
  }

  @Test func `a due date is a working day, and the n-th by a count of its own`() throws {
    for day in days {
      for number in 1...12 {
        let due = calendar.date(
          adding: try #require(Limit.Count(exactly: number)), workingDaysAfter: day)
        let passed = (day.dayNumber + 1...due.dayNumber).count {
          calendar.kind(of: CivilDate(dayNumber: $0)) == .working
        }

        #expect(calendar.isWorkingDay(due))
        #expect(passed == number)
        #expect(calendar.workingDays(after: day, through: due) == number)
      }
    }
  }

  @Test func `a longer limit is never due before a shorter`() throws {
    for day in days {
      let start = face.zone.startOfDay(day)
      let dues = try (1...12).map { number in
        let count = try #require(Limit.Count(exactly: number))
        return try #require(face.due(for: .workingDays(count), from: start))
      }

      #expect(zip(dues, dues.dropFirst()).allSatisfy { $0.at < $1.at && $0.date < $1.date })
    }
  }

  @Test(arguments: [
    Limit.workingDays(1), .workingDays(7), .calendarDays(3), .elapsedHours(24), .sameWorkingDay,
  ])
  func `who starts later is never due earlier, and always after the start`(limit: Limit) throws {
    for end in [nil, "17:00"] as [String?] {
      let face = try Fixture.face(endOfWorkingDay: end)
      var previous: Due?
      for quarterDay in 0..<days.count * 4 {
        let start = face.zone.startOfDay(days[0]).adding(hours: quarterDay * 6)
        let due = try #require(face.due(for: limit, from: start))

        #expect(due.at > start)
        #expect(previous.map { $0.at <= due.at && $0.date <= due.date } ?? true)
        previous = due
      }
    }
  }

  @Test func `a holiday added never makes a due date earlier, nor one withdrawn later`() throws {
    for added in try Fixture.dates("2026-12-14", through: "2027-01-15") {
      let other =
        calendar.holiday(on: added) == nil
        ? try calendar.adding(Holiday(date: added, title: "One-off"))
        : try calendar.withdrawing(added)
      let isAdded = other.holidays.count > calendar.holidays.count
      for start in try Fixture.dates("2026-12-01", through: "2027-01-20") {
        for count in [1, 2, 3, 7] as [Limit.Count] {
          let before = calendar.date(adding: count, workingDaysAfter: start)
          let after = other.date(adding: count, workingDaysAfter: start)

          #expect(isAdded ? before <= after : after <= before)
          #expect(before == after || (min(start, added) == start && added <= max(before, after)))
        }
      }
    }
  }

  @Test func `counting back from a due date gives the working day it was counted from`() throws {
    for day in days where calendar.isWorkingDay(day) {
      let due = calendar.date(adding: 7, workingDaysAfter: day)

      #expect(calendar.date(subtracting: 7, workingDaysBefore: due) == day)
    }
  }

  @Test func `the midnight at which a limit ends is the first moment of the next date`() throws {
    for day in days {
      let due = face.due(endOf: day)

      #expect(face.zone.localDate(of: due.at) == day.adding(days: 1))
      #expect(face.zone.localDate(of: due.at.adding(milliseconds: -1)) == day)
    }
  }
}
