/// An act that a party owes: what, who, with what force, and perhaps by when.
///
/// Everything that can be late or missing is a duty, a stage's own limit included, so that one list says
/// what is owed. In JSON each property below is a member of the same name.
///
/// An object and not a value, like policy, track and stage: it never changes, is looked up at every
/// step, and copying it would count up some twenty references.
public final class Duty: Sendable {
  /// How strongly the text asks.
  public enum Force: String, Sendable, CaseIterable, Codable {
    /// Demanded; may block the next step of the agency that owes it.
    case must
    /// Owed: listed, late when a clock says so, never in the way.
    case should
    /// A yes or no with a reason is owed.
    case consider
    /// Offered, not owed.
    case may
    /// A target ("generally", "best").
    case guide
  }

  /// What cannot be done by the agency that owes the duty until it is met.
  public enum Blocking: String, Sendable, CaseIterable {
    /// Leaving the stage, by a move.
    case moving
    /// Ending the escalation by agreement.
    case resolving
  }

  /// Until when an unmet duty stays owed.
  public enum Lifetime: String, Sendable, CaseIterable {
    /// It lapses when its stage is left.
    case stage
    /// It lapses when the escalation closes.
    case escalation
    /// It stays listed after closing until it is met.
    case beyond
  }

  /// Another way to meet the duty.
  public struct Alternative: Equatable, Sendable {
    /// The act that meets it.
    public let act: ActKind
    /// Any of these roles; empty means anyone of the agency.
    public let by: [RoleID]

    /// An alternative.
    public init(act: ActKind, by: [RoleID] = []) {
      self.act = act
      self.by = by
    }
  }

  /// An answer that the act gives, where the duty asks a question.
  public struct Answer: Equatable, Sendable {
    /// The answer's code (`yes`, `no`, `concurs`).
    public let code: Code
    /// The words people know.
    public let title: String
    /// Whether it needs a reason.
    public let needsReason: Bool

    /// An answer.
    public init(code: Code, title: String, needsReason: Bool) {
      self.code = code
      self.title = title
      self.needsReason = needsReason
    }
  }

  /// A part that the act must carry.
  public struct Content: Equatable, Sendable {
    /// The part's name among the act's texts.
    public let id: Code
    /// The words people know.
    public let title: String
    /// Whether the act is refused without it; otherwise it is asked for.
    public let required: Bool

    /// A part.
    public init(id: Code, title: String, required: Bool) {
      self.id = id
      self.title = title
      self.required = required
    }
  }

  /// The duty's name, unique in its policy's track.
  public let id: DutyID
  /// The title people know.
  public let title: String
  /// What is to be done.
  public let act: ActKind
  /// Who owes it.
  public let owedBy: PartyRule
  /// Which roles do it; any one is enough, an equivalent or a declared substitute counts.
  public let by: [RoleID]
  /// Towards whom, where it is towards somebody.
  public let to: PartyRule?
  /// Roles that take part, on whichever side they are.
  public let with: [RoleID]
  /// Through whom it goes.
  public let via: RoleID?
  /// How strongly the text asks.
  public let force: Force
  /// What it blocks, for the agency that owes it alone.
  public let blocks: [Blocking]
  /// What opens it, beyond its place in the policy.
  public let after: Trigger?
  /// What must hold for it to open.
  public let when: Condition?
  /// Duties to be met first.
  public let requires: [DutyID]
  /// Other ways to meet it.
  public let alternatives: [Alternative]
  /// Answers it asks for; empty where it asks no question.
  public let answers: [Answer]
  /// Parts that the act carries.
  public let contents: [Content]
  /// The form to be submitted, by its template's name.
  public let form: String?
  /// The part of that form; nil for the first.
  public let part: String?
  /// Whether declining with a reason meets it ("as appropriate").
  public let declinable: Bool
  /// Whether an attempt without reply meets it.
  public let attemptMeets: Bool
  /// Whether each opening event opens it anew.
  public let repeats: Bool
  /// Whether only the agency that owes it sees it and what meets it.
  public let isPrivate: Bool
  /// Until when it stays owed.
  public let lifetime: Lifetime
  /// By when.
  public let clock: ClockRule?
  /// Where it comes from.
  public let provenance: Provenance

  /// A duty.
  public init(
    id: DutyID, title: String, act: ActKind, owedBy: PartyRule, by: [RoleID] = [],
    to: PartyRule? = nil, with: [RoleID] = [], via: RoleID? = nil, force: Force,
    blocks: [Blocking] = [], after: Trigger? = nil, when: Condition? = nil,
    requires: [DutyID] = [], alternatives: [Alternative] = [], answers: [Answer] = [],
    contents: [Content] = [], form: String? = nil, part: String? = nil, declinable: Bool = false,
    attemptMeets: Bool = false, repeats: Bool = false, isPrivate: Bool = false,
    lifetime: Lifetime = .escalation, clock: ClockRule? = nil, provenance: Provenance
  ) {
    self.id = id
    self.title = title
    self.act = act
    self.owedBy = owedBy
    self.by = by
    self.to = to
    self.with = with
    self.via = via
    self.force = force
    self.blocks = blocks
    self.after = after
    self.when = when
    self.requires = requires
    self.alternatives = alternatives
    self.answers = answers
    self.contents = contents
    self.form = form
    self.part = part
    self.declinable = declinable
    self.attemptMeets = attemptMeets
    self.repeats = repeats
    self.isPrivate = isPrivate
    self.lifetime = lifetime
    self.clock = clock
    self.provenance = provenance
  }
}

extension Duty {
  /// Whether it is a guide, or its limit is: passing it is beyond a guide, and not late.
  public var isGuide: Bool { force == .guide || clock?.isGuide == true }
}
