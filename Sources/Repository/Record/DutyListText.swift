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
  var order: Int64 { (limit?.at ?? .latest).milliseconds }
}

/// An escalation's duties as one text: a JSON array, in the order of opening.
enum DutyListText {
  /// Writes the list.
  static func write(_ escalation: Escalation, policy: Policy) -> String {
    // As much as most lists take.
    var json = JSONWriter(reserving: 2_048)
    json.beginArray()
    for item in escalation.duties { write(item, of: escalation, policy, to: &json) }
    json.endArray()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func write(
    _ item: DutyItem, of escalation: Escalation, _ policy: Policy, to json: inout JSONWriter
  ) {
    let visit = escalation.visit(of: item)
    json.beginObject()
    json.member("key", item.key.description)
    json.array("owners", of: item.owners) { $0.write($1.description) }
    json.member("track", visit.track.text)
    if !item.isAfterClosing { json.member("stage", visit.stage.text) }
    if policy.duty(item.key, of: escalation)?.isPrivate ?? false { json.member("internal", true) }
    json.member("state", item.standing.rawValue)
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
      return try JSONReader.read(text).arrayValue?.map { try duty(RecordFields($0)) }
    } catch {
      return nil
    }
  }

  private static func duty(_ fields: RecordFields) throws(UnreadableEvent) -> ListedDuty {
    var limit: ListedDuty.CivilLimit?
    if fields.has("dueAt") {
      limit = .init(at: try fields.milliseconds("dueAt"), on: try fields.date("dueOn"))
    }
    return ListedDuty(
      key: try fields.key("key"), owners: try fields.owners("owners"),
      track: TrackID(try fields.text("track")),
      stage: fields.has("stage") ? StageID(try fields.text("stage")) : nil,
      isInternal: fields.has("internal"), state: try fields.word("state"),
      openedAt: try fields.milliseconds("openedAt"), limit: limit)
  }
}

extension Escalation {
  /// The visit at which a duty opened.
  func visit(of item: DutyItem) -> Visit { visits[min(item.key.visit, visits.count) - 1] }
}
