import Escalations
import JSON

/// Reads a calendar file: a division's bank holidays with the years they cover.
enum CalendarReader {
  /// The calendar, or every fault of its file.
  static func read(_ bytes: [UInt8]) throws -> WorkingCalendar {
    let file = try shape.check(JSONReader.read(bytes))
    let holidays = file["holidays"].elements.map { entry in
      Holiday(
        date: entry["date"].value(as: CivilDate.self), title: entry["title"].text,
        notes: entry["notes"].optionalText ?? "")
    }
    return try WorkingCalendar(
      id: file["id"].text, title: file["title"].text, version: file["version"].integer,
      coveredFrom: file["coverage"]["from"].value(as: CivilDate.self),
      through: file["coverage"]["to"].value(as: CivilDate.self), holidays: holidays)
  }

  private static let shape = Shape.object([
    .required("licence", .text(max: 400)), .required("id", .key),
    .required("title", .text(max: 200)), .required("version", .integer(1...1_000_000)),
    .required("coverage", .object([.required("from", .date), .required("to", .date)])),
    .required(
      "holidays",
      .list(
        of: .object([
          .required("date", .date), .required("title", .text(max: 200)),
          .optional("notes", .text(min: 0, max: 200)),
        ]), count: 0...2_000, unique: false)),
  ])
}
