public import Escalations

/// What happened to a form, in the way the record keeps it: no personal data in the body, names and
/// narrative in the parts beside it.
public struct FormEvent: Sendable, Equatable {
  /// Everything that can happen to a form.
  public enum Body: Sendable, Equatable {
    /// It was begun.
    case drafted(Drafted)
    /// Its answers were changed.
    case changed(Changed)
    /// An author signed.
    case signed(Signed)
    /// A part was submitted: complete, numbered, and never changed again.
    case submitted(Submitted)
    /// It was declined with a reason, which lies in the parts.
    case declined(Declined)
    /// Its draft was let go, and the words with it.
    case abandoned
    /// The partnership has a part.
    case acknowledged(FormPartID)
    /// Something was added to a submitted part; it lies in the parts.
    case addendumAdded(AddendumNote)
    /// Personal data in a submitted part was put right; the new texts lie in the parts.
    case corrected(Corrected)
  }

  /// What happened.
  public let body: Body
  /// When it happened.
  public let occurredAt: Instant
  /// Whose act it is; nil for the partnership's office.
  public let agency: AgencyID?
  /// Personal data and narrative beside it.
  public let parts: [Part]

  /// An event.
  public init(body: Body, occurredAt: Instant, agency: AgencyID?, parts: [Part] = []) {
    self.body = body
    self.occurredAt = occurredAt
    self.agency = agency
    self.parts = parts
  }

  /// A form as it was begun.
  public struct Drafted: Sendable, Equatable, Codable {
    /// Its name.
    public let id: FormID
    /// The template.
    public let template: TemplateID
    /// The version it keeps.
    public let templateVersion: String
    /// The escalation.
    public let escalation: Reference
    /// The agency that begins it.
    public let agency: AgencyID
    /// The duty it is meant for, where it was named.
    public let duty: DutyKey?
    /// What was filled in, and from which events.
    public let origins: [PrefillOrigin]

    /// A form as it was begun.
    public init(
      id: FormID, template: TemplateID, templateVersion: String, escalation: Reference,
      agency: AgencyID, duty: DutyKey?, origins: [PrefillOrigin]
    ) {
      self.id = id
      self.template = template
      self.templateVersion = templateVersion
      self.escalation = escalation
      self.agency = agency
      self.duty = duty
      self.origins = origins
    }
  }

  /// A change of a draft.
  public struct Changed: Sendable, Equatable, Codable {
    /// What was changed, as JSON Pointers within the answers.
    public let touched: [String]
    /// Signatures that what was changed took away.
    public let voided: [SignaturePlace]
  }

  /// A signature.
  public struct Signed: Sendable, Equatable, Codable {
    /// Whose, and under which part.
    public let place: SignaturePlace
    /// The role of whoever signed.
    public let role: RoleID?
    /// When.
    public let at: Instant
  }

  /// A part as it was submitted.
  public struct Submitted: Sendable, Equatable, Codable {
    /// The part.
    public let part: FormPartID
    /// Its number among the escalation's submissions, from 1.
    public let number: Int
    /// Duties it is meant to meet.
    public let duties: [DutyID]
    /// Which of a duty's asked-for contents it holds.
    public let contents: [Code]
    /// Signatures that stand under it; the names lie in the parts.
    public let signatures: [Signed]
    /// Its answers without anything personal.
    public let content: FiledContent
  }

  /// A form that is not submitted, with a reason.
  public struct Declined: Sendable, Equatable, Codable {
    /// Duties that declining meets.
    public let duties: [DutyID]
  }

  /// Something added to a submitted part.
  public struct AddendumNote: Sendable, Equatable, Codable {
    /// The part.
    public let part: FormPartID
    /// Its number among the form's addenda, from 1.
    public let number: Int

    /// The member under which the words of an addendum lie.
    static func member(_ number: Int) -> String { "/addenda/\(number)" }
  }

  /// Personal data put right.
  public struct Corrected: Sendable, Equatable, Codable {
    /// The part.
    public let part: FormPartID
    /// What was put right, as JSON Pointers within the answers.
    public let members: [String]
  }
}

/// Whose signature stands under which part.
public struct SignaturePlace: Sendable, Hashable, Codable {
  /// The part.
  public let part: FormPartID
  /// The author.
  public let author: AuthorID

  /// A place.
  public init(part: FormPartID, author: AuthorID) {
    self.part = part
    self.author = author
  }

  /// The member of the record's parts in which the name lies.
  public var member: String { "/signatures/\(author.text)/name" }
}

/// A form's event with its place in the form's own record.
public struct RecordedFormEvent: Sendable, Equatable {
  /// Its number within the form, from 1.
  public let number: Int
  /// When it was recorded.
  public let recordedAt: Instant
  /// What happened.
  public let event: FormEvent

  /// A recorded event.
  public init(number: Int, recordedAt: Instant, event: FormEvent) {
    self.number = number
    self.recordedAt = recordedAt
    self.event = event
  }
}
