import Casework
import Escalations
import JSON

/// A receipt as it is kept under a client's key; `Codable` reads it back.
///
/// What every receipt holds is written by hand, since each raise keeps one: going through `Codable` took
/// several times as long.
enum ReceiptText {
  /// Writes a receipt.
  static func write(_ receipt: Receipt) throws(JSONEncodingError) -> String {
    // As much as most receipts take.
    var json = JSONWriter(reserving: 2_048)
    json.beginObject()
    json.member("reference", receipt.reference.text)
    json.member("event", receipt.event)
    json.member("number", receipt.number)
    json.member("etag", receipt.etag)
    json.member("transferredTo", receipt.transferredTo?.text)
    json.member("stage", receipt.stage.text)
    json.member("recordedAt", receipt.recordedAt.description)
    json.array("met", of: receipt.met) { $0.write($1.description) }
    json.array("owed", of: receipt.owed) { write($1, to: &$0) }
    try write(receipt.form, as: "form", to: &json)
    json.member("urgent", receipt.urgent)
    json.array("warnings", of: receipt.warnings) { write($1, to: &$0) }
    try write(receipt.changes, as: "changes", to: &json)
    try write(receipt.subject, as: "subject", to: &json)
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func write(_ owed: Receipt.Owed, to json: inout JSONWriter) {
    json.beginObject()
    json.member("key", owed.key.description)
    json.member("title", owed.title)
    json.array("owners", of: owed.owners) { $0.write($1.description) }
    json.member("force", owed.force.rawValue)
    json.member("dueAt", owed.dueAt?.description)
    json.member("clause", owed.clause)
    json.endObject()
  }

  private static func write(_ remark: Receipt.Remark, to json: inout JSONWriter) {
    json.beginObject()
    json.member("code", remark.code)
    json.member("detail", remark.detail)
    json.member("clause", remark.clause)
    json.endObject()
  }

  private static func write<Value: Encodable>(
    _ value: Value?, as name: String, to json: inout JSONWriter
  ) throws(JSONEncodingError) {
    guard let value else { return }
    json.name(name)
    try JSONEncoding.write(value, to: &json)
  }
}
