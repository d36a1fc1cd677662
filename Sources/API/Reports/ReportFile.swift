import Casework
import HTTP

/// An annual report as one table for a spreadsheet.
enum ReportFile {
  static func response(_ report: AnnualReport, guarded: Bool) -> Response {
    var text = CSVText(guarded: guarded)
    text.line(
      ["table", "title", "code", "row", "year", "yearBefore", "medianDays", "meanDays"].map {
        .plain($0)
      })
    for table in report.tables {
      for row in table.rows {
        text.line([
          .plain(table.id.rawValue), .text(table.title), .plain(row.code), .text(row.title),
          .plain(row.now.words), .plain(row.before.words), .value(row.spread?.medianWords),
          .value(row.spread?.meanWords),
        ])
      }
    }
    var response = Response.file("report-\(report.policy)-\(report.year.title).csv")
    response.body = text.bytes
    return response
  }
}
