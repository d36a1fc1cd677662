import Casework
import Escalations
import HTTP
import JSON
import Repository

/// Answers of the control socket.
enum ControlAnswer {
  /// An object.
  static func json(_ members: [(name: String, value: JSONValue)]) -> Response {
    var writer = JSONWriter()
    writer.beginObject()
    for member in members { writer.member(member.name, member.value) }
    writer.endObject()
    return Response(.ok, contentType: "application/json", body: writer.bytes)
  }

  /// Why not.
  static func problem(_ status: Status, _ detail: String) -> Response {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("detail", detail)
    writer.endObject()
    return Response(status, contentType: "application/problem+json", body: writer.bytes)
  }

  /// Where a chain ends, as `parley verify` prints it.
  static func value(_ head: Anchor) -> JSONValue {
    var object = JSONObject()
    object["partnership"] = .string(head.partnership.text)
    object["chain"] = .string(head.chain)
    object["sequence"] = .integer(head.sequence)
    object["hash"] = .string(head.hash)
    object["epoch"] = .integer(head.epoch)
    return .object(object)
  }

  /// What is due.
  static func value(_ item: RetentionPlan.Item) -> JSONValue {
    var object = JSONObject()
    object["reference"] = .string(item.reference.text)
    object["closedOn"] = .string(item.closedOn.description)
    object["rule"] = .string(item.rule)
    object["classes"] = .array(item.classes.map { .string($0.rawValue) })
    object["groups"] = .integer(Int64(item.groups))
    object["held"] = .bool(item.isHeld)
    return .object(object)
  }

  /// A month of access entries that is due, or went.
  static func value(_ month: AccessMonth) -> JSONValue {
    var object = JSONObject()
    object["partnership"] = .string(month.partnership.text)
    object["month"] = .string(month.month)
    object["entries"] = .integer(Int64(month.entries))
    return .object(object)
  }
}
