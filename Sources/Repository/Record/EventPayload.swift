import Escalations

/// The payload of an event: everything but its place in the record and its parts.
struct EventPayload<Body: Codable>: Codable {
  let body: Body
  let effects: [EffectRecord]
  let occurredAt: Instant
  let agency: AgencyID?
  let privateTo: AgencyID?

  init(_ body: Body, of event: Event) {
    self.body = body
    effects = event.effects.map(EffectRecord.init)
    occurredAt = event.occurredAt
    agency = event.agency
    privateTo = event.privateTo
  }

  func event(_ makeBody: (Body) -> EventBody, parts: [Part]) -> Event {
    Event(
      body: makeBody(body), effects: effects.map(\.effect), occurredAt: occurredAt,
      agency: agency, privateTo: privateTo, parts: parts)
  }
}
