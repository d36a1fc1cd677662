import Casework
import Escalations
import HTTP
import JSON

/// The answer to what an administrator does.
enum AdministrationWire {
  static let shape: Shape = .named(
    "AdministrationReceipt", "What was changed; an event of the partnership's own stream.",
    .object([
      .optional("event", .integer(1...Int.max), "The event's number within that stream."),
      .required("recordedAt", .instant, "When it was recorded."),
      .optional("dryRun", .flag, "Nothing was recorded."),
      .optional("calendar", calendar, "The calendar as it is now."),
      .optional("policy", policy, "The policy's new version."),
      .required("warnings", .list(of: ReceiptWire.remark, count: 0...10_000), "Remarks."),
    ]))

  private static let calendar: Shape = .named(
    "CalendarChanged", "A calendar in its new version.",
    .object([
      .required("id", .text(max: 64), "The calendar."),
      .required("version", .integer(1...Int.max), "Its version now."),
    ]))

  private static let policy: Shape = .named(
    "PolicyAdded", "A policy's new version.",
    .object([
      .required("id", .text(max: 64), "The policy."),
      .required("version", .text(max: 64), "The version."),
      .required("effectiveFrom", .date, "From when escalations begin under it."),
    ]))

  /// 201 with the place of what was changed, or 200 for a dry run that changed nothing.
  static func response(_ receipt: Receipt?, at location: String) -> Response {
    guard let receipt else { return Response(.noContent, fields: Response.privateFields) }
    let isDryRun = receipt.event == 0
    let bytes = JSONWriter.object { write(receipt, isDryRun: isDryRun, to: &$0) }
    guard !isDryRun else { return .json(bytes) }
    var response = Response.json(bytes, .created)
    response.fields.append(.location, FieldValue(escaping: location))
    return response
  }

  private static func write(_ receipt: Receipt, isDryRun: Bool, to json: inout JSONWriter) {
    if !isDryRun { json.member("event", receipt.event) }
    json.member("recordedAt", receipt.recordedAt)
    if isDryRun { json.member("dryRun", true) }
    switch receipt.subject {
    case .calendar(let id, let version):
      json.object("calendar") { json in
        json.member("id", id)
        json.member("version", version)
      }
    case .policy(let id, let version, let effectiveFrom):
      json.object("policy") { json in
        json.member("id", id)
        json.member("version", version)
        json.member("effectiveFrom", effectiveFrom)
      }
    case nil: break
    }
    json.objects("warnings", receipt.warnings) { ReceiptWire.write($1, to: &$0) }
  }
}
