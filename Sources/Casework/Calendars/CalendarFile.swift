public import Escalations
public import JSON

/// A calendar as a file: a division's bank holidays, with the years they cover and their licence.
public enum CalendarFile {
  /// Why a file is no calendar: its JSON, its shape, or dates that contradict each other.
  public enum Fault: Error, Sendable, CustomStringConvertible {
    /// It is not JSON.
    case syntax(JSONSyntaxError)
    /// It has another shape; every fault with its pointer.
    case shape(ShapeFaults)
    /// Its dates contradict each other.
    case calendar(CalendarFault)

    /// What is wrong, for an operator.
    public var description: String {
      switch self {
      case .syntax(let error): error.description
      case .shape(let faults):
        faults.list.map { "\($0.pointer): \($0.detail)" }.joined(separator: "; ")
      case .calendar(let fault): "\(fault)"
      }
    }
  }

  /// The calendar in a file.
  public static func read(_ bytes: [UInt8]) throws(Fault) -> WorkingCalendar {
    let file = try check(bytes)
    let holidays = file["holidays"].elements.map { entry in
      Holiday(
        date: entry["date"].value(as: CivilDate.self), title: entry["title"].text,
        notes: entry["notes"].optionalText ?? "")
    }
    do throws(CalendarFault) {
      return try WorkingCalendar(
        id: file["id"].text, title: file["title"].text, version: file["version"].integer,
        coveredFrom: file["coverage"]["from"].value(as: CivilDate.self),
        through: file["coverage"]["to"].value(as: CivilDate.self), holidays: holidays)
    } catch {
      throw .calendar(error)
    }
  }

  /// The file of a calendar, as `config/calendars` keeps them.
  public static func bytes(of calendar: WorkingCalendar) -> [UInt8] {
    var writer = JSONWriter(layout: .indented)
    writer.beginObject()
    writer.member("licence", licence)
    writer.member("id", calendar.id)
    writer.member("title", calendar.title)
    writer.member("version", calendar.version)
    writer.object("coverage") { writer in
      writer.member("from", calendar.coverage.lowerBound.description)
      writer.member("to", calendar.coverage.upperBound.description)
    }
    writer.array("holidays", of: calendar.holidays) { writer, holiday in
      writer.beginObject()
      writer.member("date", holiday.date.description)
      writer.member("title", holiday.title)
      writer.member("notes", holiday.notes)
      writer.endObject()
    }
    writer.endObject()
    return writer.bytes
  }

  private static let licence =
    "Contains public sector information licensed under the Open Government Licence v3.0 "
    + "(https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/). "
    + "Source: GOV.UK, UK bank holidays, https://www.gov.uk/bank-holidays.json"

  private static func check(_ bytes: [UInt8]) throws(Fault) -> Checked {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONReader.read(bytes)
    } catch {
      throw .syntax(error)
    }
    do throws(ShapeFaults) {
      return try shape.check(value)
    } catch {
      throw .shape(error)
    }
  }

  private static let shape = Shape.object([
    .required("licence", .text(max: 400), "The licence of the data."),
    .required("id", .key, "The division."), .required("title", .text(max: 200), "Its name."),
    .required("version", .integer(1...1_000_000), "Grows with each change."),
    .required(
      "coverage", .object([.required("from", .date), .required("to", .date)]),
      "The years whose holidays are known."),
    .required(
      "holidays",
      .list(
        of: .object([
          .required("date", .date), .required("title", .text(max: 200)),
          .optional("notes", .text(min: 0, max: 200)),
        ]), count: 0...2_000, unique: false), "The holidays."),
  ])
}
