import Escalations
import JSON

/// A duty as an escalation's list of duties has it.
struct ListedDuty: Equatable {
  let key: DutyKey
  let owners: [Owner]
  let track: TrackID
  /// The stage at which it opened; nil after closing.
  let stage: StageID?
  /// Seen by its owner only.
  let isInternal: Bool
  let state: DutyItem.Standing
  let openedAt: Instant
  let limit: CivilLimit?

  /// A limit's instant and its day.
  struct CivilLimit: Equatable {
    let at: Instant
    let on: CivilDate
  }

  /// What lists are ordered by: the limit, and after all limits those that have none.
  var order: Int64 { Self.order(limit?.at) }

  /// The same of a limit.
  static func order(_ limit: Instant?) -> Int64 { (limit ?? .latest).milliseconds }
}

/// An escalation's duties as one text: its visits to stages, and its duties in the order of opening.
///
/// `{"visits": [["main", "stage-1"]], "duties": [{"key": "1.respond.st-hilda", "openedAt": 1772442000000}]}`
///
/// What most duties share is left out: that they are open, all may see them, and the agency in their key
/// owes them alone.
enum DutyListText {
  /// Writes the list.
  static func write(_ escalation: Escalation, policy: Policy) -> String {
    // As much as most lists take.
    var json = JSONWriter(reserving: 1_024)
    json.beginObject()
    json.array("visits", of: escalation.visits) { json, visit in
      json.beginArray()
      json.write(visit.track.text)
      json.write(visit.stage.text)
      json.endArray()
    }
    json.array("duties", of: escalation.duties) { json, item in
      write(item, policy.duty(item.key, of: escalation), to: &json)
    }
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func write(_ item: DutyItem, _ duty: Duty?, to json: inout JSONWriter) {
    json.beginObject()
    json.member("key", item.key.description)
    if item.owners != [item.key.agency] {
      json.array("owners", of: item.owners) { $0.write($1.description) }
    }
    if item.isAfterClosing { json.member("afterClosing", true) }
    if duty?.isPrivate ?? false { json.member("internal", true) }
    if !item.isOpen { json.member("state", item.standing.rawValue) }
    json.member("openedAt", item.openedAt.milliseconds)
    if let limit = item.timing?.limit {
      json.member("dueAt", limit.at.milliseconds)
      json.member("dueOn", limit.date.description)
    }
    json.endObject()
  }

  /// Reads a list; nil where it is not what `write` writes.
  static func read(_ text: String) -> [ListedDuty]? {
    do {
      let fields = RecordFields(try JSONReader.read(text))
      let visits = try fields.array("visits").map { try visit($0) }
      return try fields.array("duties").map { try duty(RecordFields($0), visits) }
    } catch {
      return nil
    }
  }

  private typealias Visit = (track: TrackID, stage: StageID)

  private static func visit(_ json: JSONValue) throws(UnreadableEvent) -> Visit {
    guard let names = json.arrayValue, names.count == 2, let track = names[0].stringValue,
      let stage = names[1].stringValue
    else { throw UnreadableEvent(why: "a visit is a track and a stage") }
    return (TrackID(track), StageID(stage))
  }

  private static func duty(
    _ fields: RecordFields, _ visits: [Visit]
  ) throws(UnreadableEvent) -> ListedDuty {
    let key = try fields.key("key")
    if visits.isEmpty { throw UnreadableEvent(why: "a duty opened at a visit") }
    var limit: ListedDuty.CivilLimit?
    if fields.has("dueAt") {
      limit = .init(at: try fields.milliseconds("dueAt"), on: try fields.date("dueOn"))
    }
    let visit = visits[min(key.visit, visits.count) - 1]
    return ListedDuty(
      key: key, owners: fields.has("owners") ? try fields.owners("owners") : [key.agency],
      track: visit.track, stage: fields.has("afterClosing") ? nil : visit.stage,
      isInternal: fields.has("internal"),
      state: fields.has("state") ? try fields.word("state") : .open,
      openedAt: try fields.milliseconds("openedAt"), limit: limit)
  }
}

extension DutyKey {
  /// The agency that the key names, where it names one.
  fileprivate var agency: Owner { .agency(AgencyID(owner ?? "")) }
}

extension Escalation {
  /// The visit at which a duty opened.
  func visit(of item: DutyItem) -> Visit { visits[min(item.key.visit, visits.count) - 1] }
}
