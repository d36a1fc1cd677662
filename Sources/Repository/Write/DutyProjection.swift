import Casework
import Escalations
import SQLite

/// Brings the rows of duties up to an event: those its effects name, and no others.
struct DutyProjection {
  private let add: Statement
  private let change: Statement
  private let find: Statement

  init(_ connection: Connection) throws(SQLiteError) {
    add = try connection.prepare(Self.addSQL)
    change = try connection.prepare(Self.changeSQL)
    find = try connection.prepare(
      "SELECT count(*) FROM duty WHERE escalation_id = ?1 AND number = ?2")
  }

  /// Writes the duties that the event opened or changed.
  func apply(_ event: Event, to view: Projection.View) throws(SQLiteError) {
    var opened: Set<DutyKey> = []
    for case .opened(let opening) in event.effects { opened.insert(opening.key) }
    for index in changed(by: event, of: view.escalation) {
      let item = view.escalation.duties[index]
      if opened.contains(item.key) {
        try open(item, number: index + 1, in: view)
      } else {
        try change(item, number: index + 1, in: view)
      }
    }
  }

  /// The places of the duties an event bears on.
  ///
  /// When an escalation ends or begins again, whether a limit is watched changes for all that is
  /// open.
  private func changed(by event: Event, of escalation: Escalation) -> [Int] {
    let keys = Set(event.effects.map(\.key))
    let all = event.body.changesStanding
    return escalation.duties.indices.filter { index in
      let item = escalation.duties[index]
      return keys.contains(item.key) || (all && item.isOpen)
    }
  }

  private func open(
    _ item: DutyItem, number: Int, in view: Projection.View
  ) throws(SQLiteError) {
    let escalation = view.escalation
    let visit = escalation.visits[min(item.key.visit, escalation.visits.count) - 1]
    let duty = view.policy.duty(item.key, of: escalation)
    let row = RowValues(item, isWatched: escalation.isOpen)
    for (place, owner) in item.owners.enumerated() {
      try add.run(
        view.id, number, place + 1, view.partnership, item.key.description, owner.description,
        visit.track.text, escalation.isOpen ? visit.stage.text : nil, duty?.isPrivate ?? false,
        row.state, item.openedAt.milliseconds, row.dueAt, row.dueOn, row.order, row.watch)
    }
  }

  private func change(
    _ item: DutyItem, number: Int, in view: Projection.View
  ) throws(SQLiteError) {
    let row = RowValues(item, isWatched: view.escalation.isOpen)
    for place in item.owners.indices {
      try change.run(
        view.id, number, place + 1, row.state, row.dueAt, row.dueOn, row.order, row.watch)
    }
  }

  /// What changes in a duty's rows.
  private struct RowValues {
    let state: String
    let dueAt: Int64?
    let dueOn: String?
    let order: Int64
    let watch: Int?

    init(_ item: DutyItem, isWatched: Bool) {
      state = item.standing.rawValue
      dueAt = item.timing?.limit?.at.milliseconds
      dueOn = item.timing?.limit?.date.description
      order = dueAt ?? Instant.latest.milliseconds
      let running = isWatched && item.isOpen && dueAt != nil && !item.hasPassed
      watch = running ? (item.isNear ? 1 : 0) : nil
    }
  }

  private static let addSQL = """
    INSERT INTO duty (escalation_id, number, place, partnership_id, key, owner, track, stage,
      internal, state, opened_at, due_at, due_on, due_order, watch)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
    """

  /// One row, by its whole key: a statement that may change several has SQLite keep a copy of each page
  /// it touches, to be able to undo half of them.
  private static let changeSQL = """
    UPDATE duty SET state = ?4, due_at = ?5, due_on = ?6, due_order = ?7, watch = ?8
    WHERE escalation_id = ?1 AND number = ?2 AND place = ?3
    """
}

extension Effect {
  /// The duty it bears on.
  var key: DutyKey {
    switch self {
    case .opened(let opening): opening.key
    case .timed(let key, _), .met(let key, _), .lapsed(let key), .passed(let key), .near(let key):
      key
    }
  }
}

extension EventBody {
  /// Whether the escalation ends or begins again with it.
  fileprivate var changesStanding: Bool {
    switch self {
    case .closed, .reopened: true
    case .raised, .joined, .left, .acted, .riskStated, .actionNoted, .actionProgressed, .moved,
      .limitChanged, .outstandingNoted, .outstandingProgressed, .assented, .learningNoted,
      .approved, .corrected, .addendumAdded, .voided, .acknowledged,
      .formAcknowledged, .clocksChecked,
      .calendarChanged, .migrated:
      false
    }
  }
}
