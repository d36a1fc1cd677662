import Casework
import Escalations
import HTTP
import JSON

/// The answer to a command on the wire.
enum ReceiptWire {
  static let shape: Shape = .named(
    "Receipt", "What was recorded, and what is owed now; no personal data.",
    .object([
      .required("reference", WireText.reference, "The escalation."),
      .required("event", .integer(1...Int.max), "The event's number within it."),
      .optional(
        "number", .integer(1...Int.max),
        "The number of what was noted: an action's, a discussion's."),
      .required("etag", .text(max: 100), "The escalation's ETag, for If-Match."),
      .optional("transferredTo", WireText.reference, "The escalation that took it on."),
      .required("stage", .text(max: 64), "Where it stands."),
      .required("recordedAt", .instant, "When it was recorded."),
      .optional("dryRun", .flag, "Nothing was recorded."),
      .required("met", .list(of: DomainWire.dutyKey, count: 0...1_000), "Duties that it met."),
      .required("owed", .list(of: owed, count: 0...1_000), "What your agency owes now."),
      .optional("urgent", .lines(max: 2_000), "What to do at once: a child may be at risk."),
      .optional(
        "changes", .list(of: change, count: 0...1_000), .plain,
        "What moving to another version of the policy changes."),
      .required("warnings", .list(of: remark, count: 0...100), "Remarks that stop nothing."),
    ]))

  private static let owed: Shape = .named(
    "OwedInReceipt", "A duty that is owed.",
    .object([
      .required("key", DomainWire.dutyKey, "Its key within the escalation."),
      .required("title", .text(max: 500), "What is owed."),
      .required("owners", .list(of: DomainWire.owner, count: 0...100), "Who owes it."),
      .required("force", .code(of: Duty.Force.self), "How strongly the policy asks."),
      .optional("dueAt", .instant, "The first instant that is late."),
      .required("clause", .text(max: 100), "The clause it rests on."),
    ]))

  private static let change: Shape = .named(
    "DutyChange", "What becomes of a duty under another version of the policy.",
    .object([
      .required("change", .code(of: Receipt.Change.Kind.self), "What becomes of it."),
      .required("key", DomainWire.dutyKey, "Its key within the escalation."),
      .required("title", .text(max: 500), "The duty in words."),
      .required("owners", .list(of: DomainWire.owner, count: 0...100), "Who owes it."),
      .optional("previousLimit", DomainWire.due, "The limit until now."),
      .optional("limit", DomainWire.due, "The limit from now on."),
      .required("clause", .text(max: 100), "The clause it rests on."),
    ]))

  static let remark: Shape = .named(
    "Remark", "A remark that stops nothing.",
    .object([
      .required("code", .text(max: 64), "Its stable code."),
      .required("detail", .text(max: 2_000), "The remark."),
      .optional("clause", .text(max: 100), "The clause it rests on."),
    ]))

  /// 201 with the place of what was made, or 200 for a dry run that made nothing.
  static func response(
    _ receipt: Receipt?, isDryRun: Bool, location: (Receipt) -> String
  ) -> Response {
    guard let receipt else { return Response(.noContent, fields: Response.privateFields) }
    let bytes = JSONWriter.object { write(receipt, isDryRun: isDryRun, to: &$0) }
    guard !isDryRun else { return .json(bytes) }
    var response = Response.json(bytes, .created).tagged(receipt.etag)
    response.fields.append(.location, FieldValue(escaping: location(receipt)))
    return response
  }

  private static func write(_ receipt: Receipt, isDryRun: Bool, to json: inout JSONWriter) {
    json.member("reference", receipt.reference)
    json.member("event", receipt.event)
    json.member("number", receipt.number)
    json.member("etag", receipt.etag)
    json.member("transferredTo", receipt.transferredTo)
    json.member("stage", receipt.stage)
    json.member("recordedAt", receipt.recordedAt)
    if isDryRun { json.member("dryRun", true) }
    json.array("met", of: receipt.met) { $0.write($1.description) }
    json.objects("owed", receipt.owed) { json, owed in
      json.member("key", owed.key.description)
      json.member("title", owed.title)
      json.array("owners", of: owed.owners) { $0.write($1.description) }
      json.member("force", owed.force)
      json.member("dueAt", owed.dueAt)
      json.member("clause", owed.clause)
    }
    json.member("urgent", receipt.urgent)
    if let changes = receipt.changes { json.objects("changes", changes) { write($1, to: &$0) } }
    write(receipt.warnings, to: &json)
  }

  private static func write(_ change: Receipt.Change, to json: inout JSONWriter) {
    json.member("change", change.kind)
    json.member("key", change.key.description)
    json.member("title", change.title)
    json.array("owners", of: change.owners) { $0.write($1.description) }
    json.due("previousLimit", change.previousLimit)
    json.due("limit", change.limit)
    json.member("clause", change.clause)
  }

  /// Writes remarks.
  static func write(_ remarks: [Receipt.Remark], to json: inout JSONWriter) {
    json.objects("warnings", remarks) { write($1, to: &$0) }
  }

  /// Writes a remark.
  static func write(_ remark: Receipt.Remark, to json: inout JSONWriter) {
    json.member("code", remark.code)
    json.member("detail", remark.detail)
    json.member("clause", remark.clause)
  }
}
