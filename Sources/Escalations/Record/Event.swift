/// What happened, and everything that follows from it: one act, one event.
///
/// `decide` makes it and `evolve` only applies it, so every date and verdict is in here and the record
/// can be read years later without the policy that made it. It carries no personal data: names and
/// narrative lie beside it in `parts`, which are stored, digested and erased apart.
public struct Event: Sendable, Equatable {
  /// What happened.
  public var body: EventBody
  /// What follows: duties opened, met, lapsed; clocks started and moved.
  public var effects: [Effect]
  /// When it happened, as the person who posted it says.
  public var occurredAt: Instant
  /// Whose act it is; nil for the partnership's office and the service itself.
  public var agency: AgencyID?
  /// The only agency that sees it; nil when all who take part do.
  public var privateTo: AgencyID?
  /// Whether with it the escalation comes to be for named credentials only, as the policy says (HAR-11).
  public var restricts = false
  /// Personal data and narrative beside it.
  public var parts: [Part]

  /// An event.
  public init(
    body: EventBody, effects: [Effect] = [], occurredAt: Instant, agency: AgencyID? = nil,
    privateTo: AgencyID? = nil, parts: [Part] = []
  ) {
    self.body = body
    self.effects = effects
    self.occurredAt = occurredAt
    self.agency = agency
    self.privateTo = privateTo
    self.parts = parts
  }
}

/// An event with its place in the record.
public struct RecordedEvent: Sendable, Equatable {
  /// Its number within the escalation, from 1.
  public let number: Int
  /// When it was recorded.
  public let recordedAt: Instant
  /// What happened.
  public let event: Event

  /// A recorded event.
  public init(number: Int, recordedAt: Instant, event: Event) {
    self.number = number
    self.recordedAt = recordedAt
    self.event = event
  }
}

/// Personal data or narrative beside an event: one text of one class about one person.
public struct Part: Sendable, Equatable {
  /// What kind of text it is; erasure and masking go by it.
  public enum Class: String, Sendable, CaseIterable, Codable {
    /// A person's name.
    case name
    /// A date of birth or an expected date.
    case birthDate
    /// An identifier of a person (NHS number, UPN, local reference).
    case identifier
    /// A free text about the case.
    case narrative
  }

  /// What kind of text it is.
  public let `class`: Class
  /// Whom it is about, within the escalation (`child-1`, `practitioner`); empty for the case as a whole.
  public let person: String
  /// Which member of the event it belongs to, as a JSON Pointer (`/summary`, `/by/name`).
  public let member: String
  /// The text.
  public let text: String

  /// A part.
  public init(class: Class, person: String = "", member: String, text: String) {
    self.class = `class`
    self.person = person
    self.member = member
    self.text = text
  }
}
