import Casework
import Escalations
import HTTP
import JSON

/// The answer to a command on a form.
enum FormReceiptWire {
  static let shape: Shape = .named(
    "FormReceipt", "What was done to a form, and what it lacks now; no personal data.",
    .object([
      .required("form", FormWire.id, "The form."),
      .required("reference", WireText.reference, "The escalation."),
      .required("etag", .text(max: 100), "The form's ETag, for If-Match."),
      .required("revision", .integer(1...Int.max), "How often people changed it."),
      .optional(
        "event", .integer(1...Int.max),
        "The event that the escalation's record got; none while it is a draft."),
      .optional("submission", .integer(1...Int.max), "The number of the submission."),
      .required("recordedAt", .instant, "When."),
      .optional("dryRun", .flag, "Nothing was kept."),
      .required("lacks", .list(of: ProblemWire.lack, count: 0...10_000), "What is missing now."),
      .required("met", .list(of: DomainWire.dutyKey, count: 0...1_000), "Duties that it met."),
      .required(
        "warnings", .list(of: ReceiptWire.remark, count: 0...100), "Remarks that stop nothing."),
    ]))

  /// The receipt under the form's own ETag, with its place; 200 for a dry run.
  static func response(_ receipt: Receipt?, isDryRun: Bool, status: Status) -> Response {
    guard let receipt, let form = receipt.form else {
      return Response(.noContent, fields: Response.privateFields)
    }
    let bytes = JSONWriter.object { write(receipt, form, isDryRun: isDryRun, to: &$0) }
    if isDryRun { return .json(bytes) }
    var response = Response.json(bytes, status).tagged(form.etag)
    response.fields.append(.location, FieldValue(escaping: "/v1/forms/\(form.id)"))
    return response
  }

  private static func write(
    _ receipt: Receipt, _ form: Receipt.FormWord, isDryRun: Bool, to json: inout JSONWriter
  ) {
    json.member("form", form.id)
    json.member("reference", receipt.reference)
    json.member("etag", form.etag)
    json.member("revision", form.revision)
    if receipt.event > 0 { json.member("event", receipt.event) }
    json.member("submission", form.submission)
    json.member("recordedAt", receipt.recordedAt)
    if isDryRun { json.member("dryRun", true) }
    FormWire.write(form.lacks, to: &json)
    json.array("met", of: receipt.met) { $0.write($1.description) }
    ReceiptWire.write(receipt.warnings, to: &json)
  }
}
