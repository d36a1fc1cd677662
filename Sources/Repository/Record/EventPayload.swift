import Escalations
import JSON

/// The payload of an event: everything but its place in the record and its parts.
struct EventPayload<Body: Codable> {
  let body: Body
  let effects: [Effect]
  let occurredAt: Instant
  let agency: AgencyID?
  let privateTo: AgencyID?
  let restricts: Bool

  init(_ body: Body, of event: Event) {
    self.body = body
    effects = event.effects
    occurredAt = event.occurredAt
    agency = event.agency
    privateTo = event.privateTo
    restricts = event.restricts
  }

  /// Reads what `bytes` wrote.
  init(reading json: JSONValue) throws {
    let fields = RecordFields(json)
    guard let body = json["body"], let effects = json["effects"]?.arrayValue else {
      throw UnreadableEvent(why: "a payload has a body and effects")
    }
    self.body = try JSONDecoding.decode(Body.self, from: body)
    self.effects = try effects.map { effect throws(UnreadableEvent) in
      try EffectText.read(effect)
    }
    occurredAt = try fields.instant("occurredAt")
    agency = fields.has("agency") ? AgencyID(try fields.text("agency")) : nil
    privateTo = fields.has("privateTo") ? AgencyID(try fields.text("privateTo")) : nil
    restricts = json["restricts"] == .bool(true)
  }

  /// The payload as it is hashed and kept.
  func bytes() throws(JSONEncodingError) -> [UInt8] {
    try bytes { (body, json) throws(JSONEncodingError) in try JSONEncoding.write(body, to: &json) }
  }

  /// The same, with a body that is written by hand.
  func bytes(
    _ writeBody: (Body, inout JSONWriter) throws(JSONEncodingError) -> Void
  ) throws(JSONEncodingError) -> [UInt8] {
    // As much as most events take.
    var json = JSONWriter(reserving: 2_048)
    json.beginObject()
    json.name("body")
    try writeBody(body, &json)
    json.name("effects")
    json.beginArray()
    var instants = InstantText(occurredAt)
    for effect in effects { EffectText.write(effect, &instants, to: &json) }
    json.endArray()
    json.member("occurredAt", instants.text(of: occurredAt))
    json.member("agency", agency?.text)
    json.member("privateTo", privateTo?.text)
    if restricts { json.member("restricts", true) }
    json.endObject()
    return json.bytes
  }

  func event(_ makeBody: (Body) -> EventBody, parts: [Part]) -> Event {
    var event = Event(
      body: makeBody(body), effects: effects, occurredAt: occurredAt, agency: agency,
      privateTo: privateTo, parts: parts)
    event.restricts = restricts
    return event
  }
}
