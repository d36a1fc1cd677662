import Casework
import Escalations
import JSON

/// Changes of a calendar: a bank holiday proclaimed, or one that is none after all.
enum CalendarOrders {
  private enum Change: String, CaseIterable {
    case add, withdraw
  }

  static let shape: Shape = .named(
    "HolidayRequest", "Adds a bank holiday to a calendar, or withdraws one.",
    .object([
      .required("change", .code(of: Change.self), "What is done."),
      .required("date", .date, "The day."),
      .optional("title", .text(max: 200), "What it is called; wanted where it is added."),
      .optional("notes", .text(max: 200), "What else the proclamation says."),
      .required("reason", WireText.narrative, .narrative, "Why, and where it was proclaimed."),
    ]))

  /// Changes the calendar; running clocks follow after the answer.
  static func change(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try exchange.envelope(for: viewer)
    let body = try exchange.body()
    let calendar = exchange.name(.calendar)
    let job = Job.change(
      calendar, by: try change(body), parts: Words.parts(of: body, shape), in: envelope)
    return .after(job) { receipt in
      AdministrationWire.response(receipt, at: "/v1/calendars/\(calendar)")
    }
  }

  private static func change(_ body: Checked) throws(Unserved) -> HolidayChange {
    let date = body["date"].value(as: CivilDate.self)
    let title = body["title"].optionalText
    let notes = body["notes"].optionalText
    switch body["change"].value(as: Change.self) {
    case .withdraw:
      if title != nil || notes != nil {
        let pointer = title != nil ? "/title" : "/notes"
        throw .body([BodyFault(pointer, "unknownMember", "What is withdrawn has its words.")])
      }
      return .withdraw(date)
    case .add:
      guard let title else {
        throw .body([BodyFault("/title", "missing", "A bank holiday has a title.")])
      }
      return .add(Holiday(date: date, title: title, notes: notes ?? ""))
    }
  }
}
