import Casework
import Escalations
import SQLite

/// Brings an escalation's list of duties, and its places in the lists of all, up to an event.
struct DutyProjection {
  private let writeList: Statement
  private let enter: Statement
  private let leave: Statement

  init(_ connection: Connection) throws(SQLiteError) {
    writeList = try connection.prepare(Self.listSQL)
    enter = try connection.prepare(Self.enterSQL)
    leave = try connection.prepare(Self.leaveSQL)
  }

  /// Writes what the event changed.
  func apply(_ event: Event, to view: Projection.View) throws(SQLiteError) {
    guard event.changesDuties else { return }
    try writeList.run(view.id, DutyListText.write(view.escalation, policy: view.policy))
    let before = view.before.map(DutyPlace.all) ?? []
    let after = DutyPlace.all(view.escalation)
    for place in before where !after.contains(place) {
      try leave.run(view.id, place.ownerText, place.state.rawValue, place.order)
    }
    for place in after where !before.contains(place) {
      try enter.run(view.id, place.ownerText, place.state.rawValue, place.order, view.partnership)
    }
  }

  private static let listSQL = """
    INSERT INTO duty_list (escalation_id, duties) VALUES (?1, ?2)
    ON CONFLICT DO UPDATE SET duties = excluded.duties
    """

  private static let enterSQL = """
    INSERT INTO duty_place (escalation_id, owner, state, due_order, partnership_id)
    VALUES (?1, ?2, ?3, ?4, ?5)
    """

  /// One row, by its whole key: a statement that may change several has SQLite keep a copy of each page
  /// it touches, to be able to undo half of them.
  private static let leaveSQL = """
    DELETE FROM duty_place
    WHERE escalation_id = ?1 AND owner = ?2 AND state = ?3 AND due_order = ?4
    """
}

/// A place in a list of duties: whose list, in which state, and by which limit.
private struct DutyPlace: Equatable {
  let order: Int64
  let state: DutyItem.Standing
  /// Whoever owes; nil for the list of all duties.
  let owner: Owner?

  var ownerText: String { owner?.description ?? "" }

  /// The places of an escalation, each once, in the order of opening.
  static func all(_ escalation: Escalation) -> [DutyPlace] {
    var places: [DutyPlace] = []
    func add(_ place: DutyPlace) {
      if !places.contains(place) { places.append(place) }
    }
    for item in escalation.duties {
      let order = ListedDuty.order(item.timing?.limit?.at)
      let state = item.standing
      add(DutyPlace(order: order, state: state, owner: nil))
      for owner in item.owners { add(DutyPlace(order: order, state: state, owner: owner)) }
    }
    return places
  }
}

extension Event {
  /// Whether a list of duties may differ after it: another policy may say otherwise who sees a duty.
  fileprivate var changesDuties: Bool {
    if case .migrated = body { return true }
    return !effects.isEmpty
  }
}
