import Escalations
import JSON

/// The first event's body as the record spells it: what `Codable` would write, which reads it back.
///
/// Written by hand, since every escalation has one: going through `Codable` took five times as long.
enum RaisedText {
  /// Writes the body.
  static func write(_ raised: Raised, to json: inout JSONWriter) throws(JSONEncodingError) {
    json.beginObject()
    json.member("reference", raised.reference.text)
    json.member("partnership", raised.partnership.text)
    json.member("policy", raised.policy.text)
    json.member("policyVersion", raised.policyVersion)
    json.member("track", raised.track.text)
    json.member("stage", raised.stage.text)
    json.array("skipped", of: raised.skipped) { $0.write($1.text) }
    json.array("parties", of: raised.parties) { write($1, to: &$0) }
    json.array("children", of: raised.children) { write($1, to: &$0) }
    json.member("category", raised.category?.text)
    json.member("origin", raised.origin?.text)
    json.array("facts", of: raised.facts) { $0.write($1.text) }
    json.array("matters", of: raised.matters) { $0.write($1.text) }
    json.member("aroseOn", raised.aroseOn?.description)
    json.member("raisedWithOtherSideOn", raised.raisedWithOtherSideOn?.description)
    json.member("risk", raised.risk.rawValue)
    json.member("restricted", raised.restricted)
    json.member("transferredFrom", raised.transferredFrom?.text)
    if let besides = raised.besides {
      json.name("besides")
      try JSONEncoding.write(besides, to: &json)
    }
    json.endObject()
  }

  private static func write(_ party: Party, to json: inout JSONWriter) {
    json.beginObject()
    json.member("agency", party.agency.text)
    json.member("kind", party.kind)
    json.member("side", party.side.rawValue)
    json.endObject()
  }

  private static func write(_ child: Child, to json: inout JSONWriter) {
    json.beginObject()
    json.member("key", child.key)
    json.member("unborn", child.unborn)
    json.member("level", child.level?.text)
    json.endObject()
  }
}
