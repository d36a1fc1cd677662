public import Escalations

/// One form of one escalation as it stands, built from its events by `apply` and by nothing else.
///
/// It holds no words: those of a draft are in its ``FormDraft``, those of a submitted part in the
/// record.
public struct Form: Sendable, Equatable {
  /// A part that was submitted.
  public struct Filing: Sendable, Equatable {
    /// What was submitted.
    public let submitted: FormEvent.Submitted
    /// When.
    public let at: Instant
    /// By whom.
    public let agency: AgencyID?
    /// The event that submitted it.
    public let event: Int
    /// When the partnership said that it has it.
    public internal(set) var acknowledgedAt: Instant?
    /// Events that added to it or put it right.
    public internal(set) var mended: [Int] = []
    /// When a name, a date of birth or an identifier in it was last put right.
    public internal(set) var correctedAt: Instant?
  }

  /// Something added to a submitted part; its words lie in the record.
  public struct Addendum: Sendable, Equatable {
    /// The part, and the number among the form's addenda.
    public let note: FormEvent.AddendumNote
    /// When.
    public let at: Instant
    /// By whom.
    public let agency: AgencyID?
  }

  /// The form as it was begun.
  public let begun: FormEvent.Drafted
  /// When.
  public let begunAt: Instant
  /// When it was declined.
  public private(set) var declinedAt: Instant?
  /// When its draft was let go.
  public private(set) var abandonedAt: Instant?
  /// Signatures that stand under parts not submitted yet.
  public private(set) var signatures: [FormEvent.Signed] = []
  /// Submitted parts, in the order of submission; the event of each is the escalation's where the form
  /// was read from its record.
  public private(set) var filings: [Filing] = []
  /// Addenda, in the order in which they were added.
  public private(set) var addenda: [Addendum] = []
  /// What the record filled in and nobody has changed since.
  public private(set) var origins: [PrefillOrigin]
  /// How often people changed it; an ETag is made of it.
  public private(set) var revision = 0
  /// The number of the last event.
  public private(set) var lastEvent = 0

  /// Its name.
  public var id: FormID { begun.id }

  /// The form as its first event makes it.
  public init(_ drafted: FormEvent.Drafted, at instant: Instant) {
    begun = drafted
    begunAt = instant
    origins = drafted.origins
  }

  /// The form as a store kept what of it is no event, with its events in the record of its escalation.
  public init(
    _ drafted: FormEvent.Drafted, at instant: Instant, revision: Int,
    signatures: [FormEvent.Signed], origins: [PrefillOrigin], abandonedAt: Instant? = nil,
    record: [RecordedFormEvent]
  ) {
    self.init(drafted, at: instant)
    for recorded in record { apply(recorded) }
    self.abandonedAt = abandonedAt
    self.signatures = signatures
    self.origins = origins
    self.revision = revision
  }

  /// The part as it was submitted; nil while it is a draft.
  public func filing(of part: FormPartID) -> Filing? {
    filings.first { $0.submitted.part == part }
  }

  /// Whether nothing more can come of it: it was declined, or its draft let go.
  public var isOver: Bool { declinedAt != nil || abandonedAt != nil }

  /// Whether the part was submitted.
  public func isSubmitted(_ part: FormPartID) -> Bool { filing(of: part) != nil }

  /// Authors whose signature stands under a part not submitted yet.
  public func signed(_ part: FormPartID) -> [AuthorID] {
    signatures.filter { $0.place.part == part }.map(\.place.author)
  }

  /// All answers: the draft's, and those of submitted parts with the texts that are still there.
  ///
  /// `texts` are the parts of this form's events in the record, in their order.
  public func answers(draft: FormDraft, texts: [Part], template: Template) -> Answers {
    var answers = draft.answers
    for filing in filings {
      let fields = template.sections(of: filing.submitted.part).flatMap(\.fields)
      let filed = filing.submitted.content.joined(with: texts, fields: fields)
      answers = answers.replacing(fields.map(\.id), from: filed)
    }
    return answers
  }
}

/// The words of a form's parts that are not submitted yet; once submitted they lie in the record
/// alone, so that erasing them there erases them.
public struct FormDraft: Sendable, Equatable {
  /// A name under a part.
  public struct Name: Sendable, Equatable {
    /// Where it stands.
    public let place: SignaturePlace
    /// The name, as the person who signed gave it.
    public let text: String

    /// A name.
    public init(place: SignaturePlace, text: String) {
      self.place = place
      self.text = text
    }
  }

  /// The answers.
  public var answers: Answers
  /// Names of those who signed.
  public var names: [Name]

  /// A draft.
  public init(answers: Answers = Answers(), names: [Name] = []) {
    self.answers = answers
    self.names = names
  }
}

// MARK: Applying

extension Form {
  /// The form after these events, from the first; nil unless the first one begins it.
  public static func replay(_ events: some Sequence<RecordedFormEvent>) -> Form? {
    var form: Form?
    for recorded in events {
      if case .drafted(let drafted) = recorded.event.body, form == nil {
        form = Form(drafted, at: recorded.event.occurredAt)
      }
      form?.apply(recorded)
    }
    return form
  }

  /// The form after one more event.
  ///
  /// Nothing is computed here.
  public mutating func apply(_ recorded: RecordedFormEvent) {
    lastEvent = recorded.number
    revision += 1
    switch recorded.event.body {
    case .drafted: break
    case .changed(let change): apply(change)
    case .signed(let signature): signatures.append(signature)
    case .submitted(let submitted):
      signatures.removeAll { $0.place.part == submitted.part }
      filings.append(
        Filing(
          submitted: submitted, at: recorded.event.occurredAt, agency: recorded.event.agency,
          event: recorded.number))
    case .declined: declinedAt = recorded.event.occurredAt
    case .abandoned:
      abandonedAt = recorded.event.occurredAt
      signatures = []
      origins = []
    case .acknowledged(let part):
      mutate(part) { $0.acknowledgedAt = recorded.event.occurredAt }
    case .addendumAdded(let note):
      addenda.append(
        Addendum(note: note, at: recorded.event.occurredAt, agency: recorded.event.agency))
      mutate(note.part) { $0.mended.append(recorded.number) }
    case .corrected(let correction):
      mutate(correction.part) { filing in
        filing.mended.append(recorded.number)
        filing.correctedAt = recorded.event.occurredAt
      }
    }
  }

  private mutating func apply(_ change: FormEvent.Changed) {
    signatures.removeAll { change.voided.contains($0.place) }
    origins.removeAll { origin in
      change.touched.contains { $0 == origin.pointer || origin.pointer.hasPrefix($0 + "/") }
    }
  }

  private mutating func mutate(_ part: FormPartID, _ make: (inout Filing) -> Void) {
    guard let index = filings.firstIndex(where: { $0.submitted.part == part }) else { return }
    make(&filings[index])
  }
}
