public import Escalations

/// The read side.
///
/// Every question takes a viewer, and answers only what it may see; not visible is nil.
///
/// A reader belongs to one thread. It does bounded work: pages of at most 200 rows.
public protocol Reader: FormReader {
  /// The credential of that token digest; the one question without a viewer, since it makes one.
  func credential(tokenDigest: String) throws(Failure) -> Credential?

  /// One escalation's status, without personal data.
  func status(of reference: Reference, for viewer: Viewer) throws(Failure) -> StatusRow?

  /// One escalation's record as far as the viewer may see it, parts included.
  func history(of reference: Reference, for viewer: Viewer) throws(Failure) -> History?

  /// A page of escalations, without personal data.
  func escalations(_ query: ListQuery, for viewer: Viewer) throws(Failure) -> Page<StatusRow>

  /// Escalations in whose record the term may stand, the newest first, at most so many.
  ///
  /// A candidate is held against its record before anybody is told of it.
  func candidates(
    _ term: SearchTerm, limit: Int, for viewer: Viewer
  ) throws(Failure) -> [StatusRow]

  /// A page of duties across all that the viewer may see.
  func duties(_ query: DutyQuery, for viewer: Viewer) throws(Failure) -> Page<DutyRow>

  /// The viewer's partnership.
  func partnership(for viewer: Viewer) throws(Failure) -> Partnership?

  /// A page of the tracker, in the order of raising.
  func tracker(_ query: TrackerQuery, for viewer: Viewer) throws(Failure) -> Page<TrackerRow>

  /// Escalations of a report's year, each as its record leads to it; for the long desk.
  ///
  /// None for a viewer that does not see all of the partnership's.
  func cohort(
    _ query: CohortQuery, for viewer: Viewer
  ) throws(Failure) -> Page<ReportedEscalation>

  /// The partnership's recommendations, in the order of making.
  func recommendations(for viewer: Viewer) throws(Failure) -> [Recommendation]

  /// What was published of a policy's reports, in that order.
  ///
  /// None for a viewer that does not see all of the partnership's.
  func editions(of policy: PolicyID, for viewer: Viewer) throws(Failure) -> [ReportEdition]

  /// Counts of what the viewer may see, as they are kept.
  func tallies(_ query: TallyQuery, for viewer: Viewer) throws(Failure) -> Tallies

  /// Events that the viewer may see after a place, at most so many; from the beginning without one.
  func feed(after place: FeedPlace?, limit: Int, for viewer: Viewer) throws(Failure) -> FeedPage

  /// Where the feed ends now.
  func feedEnd(for viewer: Viewer) throws(Failure) -> FeedPlace

  /// The partnership's agencies.
  func agencies(for viewer: Viewer) throws(Failure) -> [Agency]

  /// One of the partnership's agencies.
  func agency(_ id: AgencyID, for viewer: Viewer) throws(Failure) -> Agency?

  /// The partnership's credentials, for its administrators.
  func credentials(for viewer: Viewer) throws(Failure) -> [CredentialRow]

  /// Who sees a restricted escalation, for whoever sees it and is told; nil where it is not there or not
  /// restricted.
  func named(for reference: Reference, for viewer: Viewer) throws(Failure) -> [NamedCredential]?

  /// Pairs of open escalations that may be one matter, for the partnership.
  func matterHints(for viewer: Viewer) throws(Failure) -> [MatterHint]

  /// Escalations that are linked with one, as far as the viewer sees them.
  func linked(with reference: Reference, for viewer: Viewer) throws(Failure) -> [StatusRow]

  /// A page of the partnership's access entries, for its auditors.
  func accesses(_ query: AccessQuery, for viewer: Viewer) throws(Failure) -> Page<AccessRow>

  /// The bytes of a policy's version as they were loaded.
  func policyJSON(_ id: PolicyID, version: String) throws(Failure) -> [UInt8]?

  /// How far the viewer's partnership has followed the last change of a calendar; nil before the first.
  func following(
    _ calendar: String, for viewer: Viewer
  ) throws(Failure) -> CalendarFollowing?

  /// Where the chains of the viewer's partnership end now.
  func chainEnds(for viewer: Viewer) throws(Failure) -> [ChainEnd]

  /// Entries of a chain as the texts that were hashed, from a sequence on, at most so many.
  func chainTexts(
    _ chain: ChainName, _ range: ClosedRange<Int64>, limit: Int, for viewer: Viewer
  ) throws(Failure) -> [ChainRow]

  /// Checks a stretch of the record of the viewer's partnership.
  func verify(
    _ stretch: VerificationStretch, for viewer: Viewer
  ) throws(Failure) -> VerificationResult

  /// What tells whether the store is sound: for readiness and metrics.
  func condition() throws(Failure) -> StoreCondition
}

/// A page of rows, with what asks for the next.
public struct Page<Row: Sendable>: Sendable {
  /// The rows.
  public let rows: [Row]
  /// The position after the last row; nil at the end.
  public let next: Position?

  /// A page.
  public init(rows: [Row], next: Position?) {
    self.rows = rows
    self.next = next
  }
}

/// A position in a sorted list: the sort key of the last row and its tie-break.
///
/// Without personal data.
public struct Position: Sendable, Equatable, Codable {
  /// The sort key, in milliseconds or a number.
  public let key: Int64
  /// The tie-break.
  public let tie: Int64
  /// How far the record went when the first page was read, where the order may change meanwhile.
  public let since: Int64

  /// A position.
  public init(key: Int64, tie: Int64, since: Int64 = 0) {
    self.key = key
    self.tie = tie
    self.since = since
  }

  /// The position among what changed since the first page was read, after that place in the record.
  public static func changed(after sequence: Int64, since: Int64) -> Position {
    Position(key: sequence, tie: .min, since: since)
  }

  /// Whether it lies among what changed since the first page was read.
  public var isAmongChanged: Bool { since > 0 && tie == .min }
}

/// One escalation's status, as a row: what dashboards poll.
///
/// No personal data.
public struct StatusRow: Sendable, Equatable {
  /// Its public reference.
  public var reference: Reference
  /// Its partnership.
  public var partnership: PartnershipID
  /// Its policy and the version it keeps.
  public var policy: PolicyID
  /// The version it keeps.
  public var policyVersion: String
  /// Its track.
  public var track: TrackID
  /// Its stage.
  public var stage: StageID
  /// The stage's number in the published ladder.
  public var stageNumber: Int
  /// How formal the stage is.
  public var formality: Stage.Formality
  /// `open`, or how it ended.
  public var state: String
  /// The area of disagreement.
  public var category: Code?
  /// The last word on immediate risk.
  public var risk: RiskAnswer
  /// When it was raised.
  public var raisedAt: Instant
  /// When its stage was entered.
  public var stageEnteredAt: Instant
  /// When it ended.
  public var closedAt: Instant?
  /// When its record last grew.
  public var updatedAt: Instant
  /// The first limit still running, guides left out.
  public var nextDueAt: Instant?
  /// Its day.
  public var nextDueOn: CivilDate?
  /// How many duties are owed by anybody.
  public var owedCount: Int
  /// How often people changed it.
  public var revision: Int
  /// The first hexadecimal digits of the last event's hash; with how often texts were erased, if they
  /// were.
  public var hashPrefix: String
  /// Who takes part, without names of people.
  public var parties: [Party]

  /// A status.
  public init(
    reference: Reference, partnership: PartnershipID, policy: PolicyID, policyVersion: String,
    track: TrackID, stage: StageID, stageNumber: Int, formality: Stage.Formality, state: String,
    category: Code?, risk: RiskAnswer, raisedAt: Instant, stageEnteredAt: Instant,
    closedAt: Instant?, updatedAt: Instant, nextDueAt: Instant?, nextDueOn: CivilDate?,
    owedCount: Int, revision: Int, hashPrefix: String, parties: [Party]
  ) {
    self.reference = reference
    self.partnership = partnership
    self.policy = policy
    self.policyVersion = policyVersion
    self.track = track
    self.stage = stage
    self.stageNumber = stageNumber
    self.formality = formality
    self.state = state
    self.category = category
    self.risk = risk
    self.raisedAt = raisedAt
    self.stageEnteredAt = stageEnteredAt
    self.closedAt = closedAt
    self.updatedAt = updatedAt
    self.nextDueAt = nextDueAt
    self.nextDueOn = nextDueOn
    self.owedCount = owedCount
    self.revision = revision
    self.hashPrefix = hashPrefix
    self.parties = parties
  }
}

/// One escalation's record as far as a viewer may see it.
public struct History: Sendable {
  /// An event with who recorded it and its hash.
  public struct Entry: Sendable {
    /// The event, its place and its parts as far as they are still there.
    public let recorded: RecordedEvent
    /// Its sequence in the partnership's chain.
    public let sequence: Int64
    /// The credential that recorded it; nil for the service.
    public let credential: CredentialID?
    /// Its hash, in hexadecimal.
    public let hash: String
    /// Texts that lay beside it and went.
    public let erased: [ErasedTexts]

    /// An entry.
    public init(
      recorded: RecordedEvent, sequence: Int64, credential: CredentialID?, hash: String,
      erased: [ErasedTexts] = []
    ) {
      self.erased = erased
      self.recorded = recorded
      self.sequence = sequence
      self.credential = credential
      self.hash = hash
    }
  }

  /// The events the viewer may see, in order; acts internal to other agencies are left out.
  public let entries: [Entry]
  /// The escalation as it stands, replayed from all events; internal duties of others left out by the
  /// query that shows them.
  public let escalation: Escalation

  /// A record.
  public init(entries: [Entry], escalation: Escalation) {
    self.entries = entries
    self.escalation = escalation
  }
}

/// Which escalations to list.
public struct ListQuery: Sendable, Equatable {
  /// `open`, or how it ended.
  public var state: String?
  /// A policy.
  public var policy: PolicyID?
  /// A track.
  public var track: TrackID?
  /// A stage.
  public var stage: StageID?
  /// An agency that takes part.
  public var agency: AgencyID?
  /// The side it takes part on.
  public var side: Side?
  /// An area of disagreement.
  public var category: Code?
  /// Only those with a limit due before.
  public var dueBefore: Instant?
  /// Only those updated at or after.
  public var updatedSince: Instant?
  /// The order: by last update, newest first, or by the next limit, first due first.
  public var sort: Sort
  /// The position after which the page begins.
  public var after: Position?
  /// At most so many rows, up to 200.
  public var limit: Int

  /// Orders of a list.
  public enum Sort: String, Sendable, CaseIterable {
    /// By last update, newest first.
    case updated
    /// By the next limit, first due first; those without one are left out.
    case due
  }

  /// A question for all, newest first.
  public init(limit: Int = 50) {
    sort = .updated
    self.limit = limit
  }
}

/// Which duties to list.
public struct DutyQuery: Sendable, Equatable {
  /// Whoever owes them.
  public var owedBy: Owner?
  /// `open`, `met` or `lapsed`.
  public var state: DutyItem.Standing?
  /// Only those with a limit before.
  public var dueBefore: Instant?
  /// The position after which the page begins.
  public var after: Position?
  /// At most so many rows, up to 200.
  public var limit: Int

  /// A question for all that is open.
  public init(limit: Int = 50) {
    state = .open
    self.limit = limit
  }
}

/// A duty as a row of a worklist.
public struct DutyRow: Sendable, Equatable {
  /// The escalation.
  public var reference: Reference
  /// The policy, for the duty's title and clause.
  public var policy: PolicyID
  /// The policy's version.
  public var policyVersion: String
  /// The track the duty belongs to.
  public var track: TrackID
  /// The stage at which it opened; nil after closing.
  public var stage: StageID?
  /// The duty's key.
  public var key: DutyKey
  /// Whoever owes it.
  public var owners: [Owner]
  /// Owed, met or lapsed.
  public var state: DutyItem.Standing
  /// Since when.
  public var openedAt: Instant
  /// The limit.
  public var dueAt: Instant?
  /// The limit's day.
  public var dueOn: CivilDate?

  /// A duty.
  public init(
    reference: Reference, policy: PolicyID, policyVersion: String, track: TrackID,
    stage: StageID?, key: DutyKey, owners: [Owner], state: DutyItem.Standing, openedAt: Instant,
    dueAt: Instant?, dueOn: CivilDate?
  ) {
    self.reference = reference
    self.policy = policy
    self.policyVersion = policyVersion
    self.track = track
    self.stage = stage
    self.key = key
    self.owners = owners
    self.state = state
    self.openedAt = openedAt
    self.dueAt = dueAt
    self.dueOn = dueOn
  }
}

/// What tells whether the store is sound.
public struct StoreCondition: Sendable, Equatable {
  /// The version of its schema.
  public var schemaVersion: Int
  /// How many escalations it holds.
  public var escalations: Int64
  /// How many events it holds.
  public var events: Int64

  /// A condition.
  public init(schemaVersion: Int, escalations: Int64, events: Int64) {
    self.schemaVersion = schemaVersion
    self.escalations = escalations
    self.events = events
  }
}
