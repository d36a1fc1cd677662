import Casework
import Escalations
import SQLite

/// Brings the derived tables up to an event: status, participations, duties.
///
/// It is a function of the event, the state after it and the policy, and of nothing else, so that a
/// replay of the record gives the same rows.
struct Projection {
  /// What is projected.
  struct View {
    let escalation: Escalation
    /// As it was before the event; nil before the first.
    let before: Escalation?
    let id: Int64
    let partnership: Int64
    /// The ids of the agencies of all participations, in order.
    let agencies: [Int64]
    let hashPrefix: String
    let policy: Policy

    /// Whether the event is somebody's act, and not the service's own.
    var isActed: Bool { before.map { $0.revision < escalation.revision } ?? true }
  }

  private let writeEscalation: Statement
  private let writeParticipation: Statement
  private let touchParticipation: Statement
  private let duties: DutyProjection
  let marks: IdentifierMarks
  private let forms: FormProjection

  init(_ connection: Connection) throws(SQLiteError) {
    writeEscalation = try connection.prepare(Self.escalationSQL)
    writeParticipation = try connection.prepare(Self.participationSQL)
    touchParticipation = try connection.prepare(Self.touchSQL)
    duties = try DutyProjection(connection)
    marks = try IdentifierMarks(connection)
    forms = try FormProjection(connection)
  }

  /// Brings all rows of the escalation up to the event.
  func apply(_ event: Event, to view: View) throws(SQLiteError) {
    let owed = OwedFigures(view.escalation, policy: view.policy)
    try write(view, owed: owed)
    if event.body.changesParticipations {
      try writeAllParticipations(view, owed: owed)
    } else {
      for position in view.agencies.indices {
        try touchParticipation.run(
          view.id, position + 1, view.escalation.updatedAt.milliseconds,
          owed.nextDue?.at.milliseconds)
      }
    }
    try duties.apply(event, to: view)
    try marks.apply(event, to: view)
    try forms.apply(event, to: view)
  }

  private func write(_ view: View, owed: OwedFigures) throws(SQLiteError) {
    let escalation = view.escalation
    let stage = view.policy.track(escalation.track)?.stage(escalation.stage)
    let duties = DutySummary(escalation)
    try writeEscalation.run(
      view.id, view.partnership, escalation.raised.policy.text, escalation.policyVersion,
      escalation.track.text, escalation.stage.text, stage?.number ?? 0,
      (stage?.formality ?? .notStated).rawValue, escalation.standing.name,
      escalation.raised.category?.text, escalation.risk.answer.rawValue,
      escalation.raised.restricted, escalation.raisedAt.milliseconds,
      escalation.visits[escalation.visits.count - 1].enteredAt.milliseconds,
      escalation.standing.endedAt?.milliseconds, escalation.updatedAt.milliseconds,
      owed.nextDue?.at.milliseconds, owed.nextDue?.date.description, owed.count,
      escalation.revision, escalation.lastEvent, view.hashPrefix,
      escalation.raised.aroseOn?.description, view.isActed,
      escalation.resolution?.outcome?.text, duties.owes, duties.nearAt?.milliseconds,
      duties.passAt?.milliseconds, duties.panelsText)
  }

  private func writeAllParticipations(_ view: View, owed: OwedFigures) throws(SQLiteError) {
    for (index, participation) in view.escalation.participations.enumerated() {
      try writeParticipation.run(
        view.id, index + 1, view.agencies[index], participation.party.kind,
        participation.party.side.rawValue, participation.joined, participation.left,
        participation.voided, participation.hasSeen, view.escalation.updatedAt.milliseconds,
        owed.nextDue?.at.milliseconds)
    }
  }

  private static let escalationSQL = """
    INSERT INTO escalation (id, partnership_id, policy, policy_version, track, stage, stage_number,
      formality, state, category, risk, restricted, raised_at, stage_entered_at, closed_at,
      updated_at, next_due_at, next_due_on, owed_count, revision, last_event, hash_prefix,
      arose_on, acted_at, outcome, owes, near_at, pass_at, panels)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
      ?20, ?21, ?22, ?23, ?16, ?25, ?26, ?27, ?28, ?29)
    ON CONFLICT DO UPDATE SET policy_version = excluded.policy_version, track = excluded.track,
      stage = excluded.stage, stage_number = excluded.stage_number,
      formality = excluded.formality, state = excluded.state, category = excluded.category,
      risk = excluded.risk, restricted = excluded.restricted,
      stage_entered_at = excluded.stage_entered_at, closed_at = excluded.closed_at,
      updated_at = excluded.updated_at, next_due_at = excluded.next_due_at,
      next_due_on = excluded.next_due_on, owed_count = excluded.owed_count,
      revision = excluded.revision, last_event = excluded.last_event,
      hash_prefix = excluded.hash_prefix,
      acted_at = CASE WHEN ?24 THEN excluded.acted_at ELSE acted_at END,
      outcome = excluded.outcome, owes = excluded.owes, near_at = excluded.near_at,
      pass_at = excluded.pass_at, panels = excluded.panels
    """

  private static let participationSQL = """
    INSERT INTO participation (escalation_id, position, agency_id, kind, side, joined_event,
      left_event, voided, seen, updated_at, next_due_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
    ON CONFLICT DO UPDATE SET side = excluded.side, left_event = excluded.left_event,
      voided = excluded.voided, seen = excluded.seen, updated_at = excluded.updated_at,
      next_due_at = excluded.next_due_at
    """

  private static let touchSQL = """
    UPDATE participation SET updated_at = ?3, next_due_at = ?4
    WHERE escalation_id = ?1 AND position = ?2
    """
}

extension EventBody {
  /// Whether it changes who takes part, and not only what they see.
  fileprivate var changesParticipations: Bool {
    switch self {
    case .raised, .joined, .left, .voided, .acknowledged: true
    case .acted, .riskStated, .actionNoted, .actionProgressed, .moved, .limitChanged,
      .outstandingNoted, .outstandingProgressed, .assented, .closed, .reopened, .learningNoted,
      .approved, .corrected, .addendumAdded, .formAcknowledged, .clocksChecked, .calendarChanged,
      .migrated:
      false
    }
  }
}

extension Escalation.Standing {
  /// `open`, or how it ended.
  var name: String {
    switch self {
    case .open: "open"
    case .closed(let ending, _): ending.rawValue
    }
  }

  /// When it ended.
  var endedAt: Instant? {
    switch self {
    case .open: nil
    case .closed(_, let at): at
    }
  }
}
