public import Escalations

/// The answer to a command: ids, the ETag and what is owed now; no personal data.
///
/// It is kept with the idempotency key, so that a retry gets the first one again, also after a crash.
public struct Receipt: Sendable, Equatable, Codable {
  /// A duty in a receipt.
  public struct Owed: Sendable, Equatable, Codable {
    /// The duty's key.
    public var key: DutyKey
    /// What is owed, in words.
    public var title: String
    /// Whoever owes it.
    public var owners: [Owner]
    /// How strongly the policy asks.
    public var force: Duty.Force
    /// The limit, where it has one.
    public var dueAt: Instant?
    /// The clause it rests on.
    public var clause: String

    /// A duty in a receipt.
    public init(
      key: DutyKey, title: String, owners: [Owner], force: Duty.Force, dueAt: Instant?,
      clause: String
    ) {
      self.key = key
      self.title = title
      self.owners = owners
      self.force = force
      self.dueAt = dueAt
      self.clause = clause
    }
  }

  /// The escalation.
  public var reference: Reference
  /// The event's number within it.
  public var event: Int
  /// The number given to what was recorded (an action's, a discussion's), where it has one.
  public var number: Int?
  /// The escalation's ETag after it.
  public var etag: String
  /// The escalation that took it on, where it was transferred.
  public var transferredTo: Reference?
  /// Where the escalation stands.
  public var stage: StageID
  /// When it was recorded.
  public var recordedAt: Instant
  /// Duties it met.
  public var met: [DutyKey]
  /// What the viewer's agency owes now.
  public var owed: [Owed]
  /// What to do at once, where a child may be at immediate risk.
  public var urgent: String?
  /// Remarks that stop nothing.
  public var warnings: [Remark]
  /// What moving to another version of the policy changes, duty by duty.
  public var changes: [Change]?
  /// What an administrator changed, where it is no escalation.
  public var subject: Subject?

  /// What becomes of a duty under another version of the policy.
  public struct Change: Sendable, Equatable, Codable {
    /// What becomes of it.
    public enum Kind: String, Sendable, CaseIterable, Codable {
      /// It is owed from now on.
      case opened
      /// It is owed no longer.
      case lapsed
      /// Its limit is another, or gone.
      case moved
    }

    /// What becomes of it.
    public var kind: Kind
    /// The duty's key.
    public var key: DutyKey
    /// The duty in words, as the version says that has it.
    public var title: String
    /// Whoever owes it.
    public var owners: [Owner]
    /// The limit until now.
    public var previousLimit: Due?
    /// The limit from now on.
    public var limit: Due?
    /// The clause it rests on.
    public var clause: String

    /// A change.
    public init(
      kind: Kind, key: DutyKey, title: String, owners: [Owner], previousLimit: Due?, limit: Due?,
      clause: String
    ) {
      self.kind = kind
      self.key = key
      self.title = title
      self.owners = owners
      self.previousLimit = previousLimit
      self.limit = limit
      self.clause = clause
    }
  }

  /// What an administrator changed.
  public enum Subject: Sendable, Equatable, Codable {
    /// A calendar, which has that version now.
    case calendar(String, version: Int)
    /// A policy, which has that version too now.
    case policy(PolicyID, version: String, effectiveFrom: CivilDate)
  }

  /// The receipt of an administrative act, which is an event of the partnership's own stream; nil on a
  /// dry run.
  public init(
    administering subject: Subject?, of partnership: PartnershipID, event: Int?,
    recordedAt: Instant, warnings: [Remark] = []
  ) {
    self.init(
      reference: Reference(partnership.text), event: event ?? 0, number: nil, etag: "",
      stage: StageID(""), recordedAt: recordedAt, met: [], owed: [], urgent: nil,
      warnings: warnings)
    self.subject = subject
  }

  /// A remark that stops nothing: a signpost, a thin text, a discussion by e-mail alone.
  public struct Remark: Sendable, Equatable, Codable {
    /// Its stable code.
    public var code: String
    /// The remark.
    public var detail: String
    /// The clause it rests on.
    public var clause: String?

    /// A remark.
    public init(code: String, detail: String, clause: String?) {
      self.code = code
      self.detail = detail
      self.clause = clause
    }
  }

  /// A receipt.
  public init(
    reference: Reference, event: Int, number: Int?, etag: String, stage: StageID,
    recordedAt: Instant, met: [DutyKey], owed: [Owed], urgent: String?, warnings: [Remark]
  ) {
    self.reference = reference
    self.event = event
    self.number = number
    self.etag = etag
    self.stage = stage
    self.recordedAt = recordedAt
    self.met = met
    self.owed = owed
    self.urgent = urgent
    self.warnings = warnings
  }
}
