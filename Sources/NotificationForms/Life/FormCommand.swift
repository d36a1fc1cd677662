public import Escalations

/// Everything that can be asked of a form that exists.
public enum FormCommand: Sendable, Equatable {
  /// Put these answers in the place of the draft's; answers left out of parts that are submitted,
  /// or that somebody else writes, stay as they are.
  case change(Answers)
  /// Sign a part as an author, in a role.
  case sign(FormPartID, as: AuthorID, role: RoleID?)
  /// Submit a part.
  case submit(FormPartID)
  /// Decline the form; the reason is in the order's parts.
  case decline
  /// Let the draft go: its words go with it.
  case abandon
  /// Say that a part has arrived.
  case acknowledge(FormPartID)
  /// Add to a submitted part; the words are in the order's parts.
  case addAddendum(FormPartID)
  /// Put personal data of a submitted part right.
  case correct(FormPartID, [TextCorrection])

  /// Whether it changes what was read, and so says what it is based on.
  public var needsMatch: Bool {
    switch self {
    case .change, .sign, .submit, .decline, .abandon, .correct: true
    case .acknowledge, .addAddendum: false
    }
  }
}

/// A text to put in the place of one in a submitted part.
public struct TextCorrection: Sendable, Equatable {
  /// Where, as a JSON Pointer within the answers.
  public let pointer: String
  /// What should stand there.
  public let text: String

  /// A correction.
  public init(pointer: String, text: String) {
    self.pointer = pointer
    self.text = text
  }
}

/// What somebody asks of a form, with the words that go with it.
public struct FormOrder: Sendable {
  /// Who asks.
  public var by: Acting
  /// What.
  public var command: FormCommand
  /// Words beside it: `/by/name` of a signature, `/reason` of declining, `/text` of an addendum.
  public var parts: [Part]

  /// An order.
  public init(by: Acting, command: FormCommand, parts: [Part] = []) {
    self.by = by
    self.command = command
    self.parts = parts
  }

  /// The words for a member, if there are any.
  func words(_ member: String) -> String? {
    parts.first { $0.member == member && !$0.text.isBlank }?.text
  }
}

/// What follows from an order: the event, the draft that is left, and what goes into the
/// escalation.
public struct FormDecision: Sendable, Equatable {
  /// What happened to the form.
  public let event: FormEvent
  /// The words of parts that are not submitted.
  public let draft: FormDraft
  /// The act that the escalation records, for the duties it meets.
  public let act: Act?
  /// Learning that the answers hold.
  public let learning: [LearningNote]

  init(
    event: FormEvent, draft: FormDraft, act: Act? = nil, learning: [LearningNote] = []
  ) {
    self.event = event
    self.draft = draft
    self.act = act
    self.learning = learning
  }
}

/// Why a form is not changed, signed, submitted: faults of its answers, or a reason beyond them.
public enum FormFailure: Error, Sendable, Equatable {
  /// The answers are wrong or incomplete; every fault.
  case faults([FormFault])
  /// Texts of a correction are wrong; every fault, at the place that its text was for.
  case corrections([FormFault])
  /// It is not for now, or not for whoever asks.
  case refused(FormRefusal)
}

/// A reason against an order: a stable code, a sentence, the clause.
public struct FormRefusal: Sendable, Equatable {
  /// Every reason there is.
  public enum Reason: String, Sendable, CaseIterable {
    /// The form belongs to another policy or track.
    case wrongPolicy
    /// Only one who takes part, or whose form it is, may do this.
    case notYours
    /// The role is not one that the author has, nor its equivalent.
    case wrongRole
    /// The template has no such part or author, or asks no signature of it.
    case noSuchPlace
    /// No open duty asks for this form.
    case noSuchDuty
    /// The part was submitted.
    case submittedBefore
    /// The part was not submitted.
    case notSubmitted
    /// Another part comes first.
    case notYet
    /// It was done before.
    case alreadyDone
    /// The form was declined.
    case declined
    /// Its draft was let go.
    case abandoned
    /// The policy does not let it be declined.
    case notDeclinable
    /// Words are missing that go with it: a name, a reason, a text.
    case wordsMissing
  }

  /// The stable code.
  public let reason: Reason
  /// What is wrong, and what would be right.
  public let detail: String
  /// The clause it rests on.
  public let clause: String?
  /// Where in the request it lies, as a JSON Pointer, where it lies somewhere.
  public let pointer: String?

  /// A refusal.
  public init(_ reason: Reason, _ detail: String, clause: String? = nil, pointer: String? = nil) {
    self.reason = reason
    self.detail = detail
    self.clause = clause
    self.pointer = pointer
  }
}
