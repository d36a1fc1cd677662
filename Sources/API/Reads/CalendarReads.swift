import Casework
import Escalations
import HTTP
import JSON

/// Calendars, and counting by them.
enum CalendarReads {
  /// One line of a count.
  static let day: Shape = .named(
    "Day", "A date, what it is, and how it was counted.",
    .object([
      .required("date", .date, "The date."),
      .required("kind", .code(["workingDay", "weekend", "bankHoliday"]), "What it is."),
      .optional("title", .text(max: 200), "The bank holiday's title."),
      .required(
        "counting", .code(["dayZero", "counted", "passedOver", "elapsing"]), "How it was counted."),
      .optional("number", .integer(1...5_000), "Which of the limit's days it is."),
      .optional("beyondCoverage", .flag, "Not all bank holidays about it are known."),
    ]))

  /// Writes one line of a count.
  static func write(_ day: DayTrace, to json: inout JSONWriter) {
    json.member("date", day.date)
    switch day.kind {
    case .working: json.member("kind", "workingDay")
    case .weekend: json.member("kind", "weekend")
    case .bankHoliday(let title):
      json.member("kind", "bankHoliday")
      json.member("title", title)
    }
    switch day.counting {
    case .dayZero: json.member("counting", "dayZero")
    case .counted: json.member("counting", "counted")
    case .passedOver: json.member("counting", "passedOver")
    case .elapsing: json.member("counting", "elapsing")
    }
    json.member("number", day.number)
    if day.beyondCoverage { json.member("beyondCoverage", true) }
  }

  static let shape: Shape = .named(
    "Calendar", "The bank holidays of one division.",
    .object([
      .required("id", .text(max: 64), "The division."),
      .required("title", .text(max: 200), "Its name for people."),
      .required("version", .integer(1...Int.max), "Counts the changes; 1 is as shipped."),
      .required("coveredFrom", .date, "The first day for which all bank holidays are known."),
      .required("coveredThrough", .date, "The last such day."),
      .required(
        "holidays",
        .list(
          of: .named(
            "Holiday", "A bank holiday.",
            .object([
              .required("date", .date, "The day."),
              .required("title", .text(max: 200), "What gov.uk calls it."),
              .optional("notes", .text(max: 500), "What gov.uk adds."),
            ])), count: 0...10_000), "The bank holidays, oldest first."),
      .required("attribution", .text(max: 500), "Whose data it is."),
      .optional("following", following, "How far your clocks have followed its last change."),
    ]))

  private static let following: Shape = .named(
    "CalendarFollowing", "How far a partnership's running clocks have followed a calendar.",
    .object([
      .required("version", .integer(1...Int.max), "The version that they follow."),
      .required("complete", .boolean, "Whether all have been looked at."),
      .required("escalations", .integer(0...Int.max), "Escalations with a clock that moved."),
      .required("clocks", .integer(0...Int.max), "Clocks that moved."),
      .optional("finishedAt", .instant, "When the last was looked at."),
    ]))

  private static let attribution =
    "Contains public sector information licensed under the Open Government Licence v3.0."

  /// One calendar.
  static func calendar(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let calendar = try calendar(exchange.name(.calendar), exchange)
    let following = try asking { () throws(Failure) in
      try exchange.context.reader.following(calendar.id, for: viewer)
    }
    return exchange.tagged(
      JSONWriter.object { json in
        json.member("id", calendar.id)
        json.member("title", calendar.title)
        json.member("version", calendar.version)
        json.member("coveredFrom", calendar.coverage.lowerBound)
        json.member("coveredThrough", calendar.coverage.upperBound)
        json.objects("holidays", calendar.holidays) { json, holiday in
          json.member("date", holiday.date)
          json.member("title", holiday.title)
          if !holiday.notes.isEmpty { json.member("notes", holiday.notes) }
        }
        json.member("attribution", attribution)
        if let following { write(following, to: &json) }
      })
  }

  private static func write(_ following: CalendarFollowing, to json: inout JSONWriter) {
    json.object("following") { json in
      json.member("version", following.version)
      json.member("complete", following.finishedAt != nil)
      json.member("escalations", following.escalations)
      json.member("clocks", following.clocks)
      json.member("finishedAt", following.finishedAt)
    }
  }

  static let countQuery: [Member] = [
    .required("from", .date, "Day zero, which is not counted."),
    .required("add", .integer(1...1_000), "How many working days."),
    .optional("calendar", .key, "The calendar; left out for england-and-wales."),
  ]

  static let countShape: Shape = .named(
    "WorkingDays", "A date so many working days on, with every day between.",
    .object([
      .required("from", .date, "Day zero."),
      .required("add", .integer(1...1_000), "How many working days."),
      .required("calendar", .text(max: 64), "The calendar."),
      .required("version", .integer(1...Int.max), "Its version."),
      .required("date", .date, "The last of them."),
      .required("beyondCoverage", .boolean, "Not all bank holidays on the way are known."),
      .required("days", .list(of: day, count: 0...5_000), "Day by day."),
    ]))

  /// So many working days after a date.
  static func count(_ exchange: Exchange, _: Viewer) throws(Unserved) -> Reply {
    let asked = exchange.query
    let name = asked["calendar"].optionalText ?? "england-and-wales"
    guard let calendar = exchange.context.library().calendars[name] else {
      throw .parameters([
        Fault(pointer: "calendar", code: "unknownCode", detail: "There is no such calendar.")
      ])
    }
    let from = asked["from"].value(as: CivilDate.self)
    guard let count = Limit.Count(exactly: asked["add"].integer) else { throw .query }
    let days = days(calendar, after: from, through: count)
    return exchange.tagged(
      JSONWriter.object { json in
        json.member("from", from)
        json.member("add", count.value)
        json.member("calendar", calendar.id)
        json.member("version", calendar.version)
        json.member("date", days.last?.date)
        json.member("beyondCoverage", days.contains(where: \.beyondCoverage))
        json.objects("days", days) { write($1, to: &$0) }
      })
  }

  private static func days(
    _ calendar: WorkingCalendar, after from: CivilDate, through count: Limit.Count
  ) -> [DayTrace] {
    let last = calendar.date(adding: count, workingDaysAfter: from)
    var number = 0
    return (from.dayNumber...last.dayNumber).map { dayNumber in
      let date = CivilDate(dayNumber: dayNumber)
      let kind = calendar.kind(of: date)
      let counting: DayTrace.Counting
      if date == from {
        counting = .dayZero
      } else if kind == .working {
        number += 1
        counting = .counted(number: number)
      } else {
        counting = .passedOver
      }
      return DayTrace(
        date: date, kind: kind, counting: counting,
        beyondCoverage: calendar.isBeyondCoverage(date))
    }
  }

  private static func calendar(
    _ name: String, _ exchange: Exchange
  ) throws(Unserved) -> WorkingCalendar {
    guard let calendar = exchange.context.library().calendars[name] else {
      throw .casework(.notFound)
    }
    return calendar
  }
}
