public import Escalations
public import NotificationForms

/// The write side of forms; a ``Ledger`` keeps them in the same transaction as the record.
public protocol FormLedger: AnyObject {
  /// The form, if this viewer may see it and its escalation as it stands; otherwise nil.
  func form(_ id: FormID, for viewer: Viewer) throws(Failure) -> StoredForm?

  /// The forms that an agency began for an escalation, in their order.
  func forms(of reference: Reference, begunBy agency: AgencyID) throws(Failure) -> [StoredForm]

  /// The number of the next form of an escalation, from 1.
  func nextFormNumber(of reference: Reference) throws(Failure) -> Int

  /// Keeps a form in the place of what was kept of it before.
  func keep(_ form: StoredForm) throws(Failure)

  /// The record of an escalation as far as the viewer may see it, with its texts.
  func record(of reference: Reference, for viewer: Viewer) throws(Failure) -> [RecordedEvent]

  /// The first hexadecimal digits of the hash of an escalation's last event.
  func hashPrefix(of reference: Reference) throws(Failure) -> String

  /// Adds a template's version, as the bytes it was written in.
  func addTemplate(_ template: Template, json: [UInt8], at now: Instant) throws(Failure)
}

/// The read side of forms.
public protocol FormReader: AnyObject {
  /// A form with its escalation's record as far as the viewer may see them; nil for what is not there
  /// or not to be seen.
  func form(_ id: FormID, for viewer: Viewer) throws(Failure) -> FormReading?

  /// The forms of an escalation that the viewer may see, in their order; nil where it may not see the
  /// escalation.
  func forms(of reference: Reference, for viewer: Viewer) throws(Failure) -> [FormRow]?

  /// A page of forms across escalations, the one begun last first: those that an agency began, and else
  /// the viewer's own agency's, or all where it has none.
  func forms(_ query: FormQuery, for viewer: Viewer) throws(Failure) -> Page<FormRow>
}

/// Which forms to list.
public struct FormQuery: Sendable, Equatable {
  /// How far they have come.
  public var state: FormRow.State?
  /// Their template.
  public var template: TemplateID?
  /// The agency that began them.
  public var agency: AgencyID?
  /// The position after which the page begins.
  public var after: Position?
  /// At most so many rows, up to 200.
  public var limit: Int

  /// A question for all.
  public init(limit: Int = 50) { self.limit = limit }
}

/// A form as it was read.
public struct FormReading: Sendable {
  /// The form as it is kept.
  public let stored: StoredForm
  /// The record of its escalation.
  public let history: History
  /// The first hexadecimal digits of the last event's hash.
  public let hashPrefix: String

  /// A form as it was read.
  public init(stored: StoredForm, history: History, hashPrefix: String) {
    self.stored = stored
    self.history = history
    self.hashPrefix = hashPrefix
  }
}

/// A form in a list, without anything personal.
public struct FormRow: Sendable, Equatable {
  /// What became of a part, or of the whole form.
  public struct Filing: Sendable, Equatable {
    /// The part; nil where the form was declined.
    public let part: FormPartID?
    /// Its number among the escalation's submissions.
    public let number: Int?
    /// When.
    public let at: Instant
    /// The event in the record.
    public let event: Int

    /// What became of a part.
    public init(part: FormPartID?, number: Int?, at: Instant, event: Int) {
      self.part = part
      self.number = number
      self.at = at
      self.event = event
    }
  }

  /// How far a form has come.
  public enum State: String, Sendable, CaseIterable {
    /// Nothing of it was submitted.
    case draft
    /// Something of it was.
    case submitted
    /// It was declined.
    case declined
    /// Its draft was let go.
    case abandoned
  }

  /// Its name.
  public let id: FormID
  /// The template.
  public let template: TemplateID
  /// The version it keeps.
  public let templateVersion: String
  /// The agency that began it.
  public let agency: AgencyID
  /// When.
  public let begunAt: Instant
  /// When its draft was last changed, for whoever writes it.
  public let changedAt: Instant?
  /// When its draft was let go.
  public let abandonedAt: Instant?
  /// What became of it so far.
  public let filings: [Filing]

  /// A row.
  public init(
    id: FormID, template: TemplateID, templateVersion: String, agency: AgencyID, begunAt: Instant,
    changedAt: Instant? = nil, abandonedAt: Instant? = nil, filings: [Filing]
  ) {
    self.changedAt = changedAt
    self.abandonedAt = abandonedAt
    self.id = id
    self.template = template
    self.templateVersion = templateVersion
    self.agency = agency
    self.begunAt = begunAt
    self.filings = filings
  }
  /// How far it has come, as far as the viewer may see it.
  public var state: State {
    if abandonedAt != nil { return .abandoned }
    if filings.contains(where: { $0.part == nil }) { return .declined }
    return filings.isEmpty ? .draft : .submitted
  }
}
