import Escalations
import JSON

/// An effect as the record spells it: an object with one member, named for what follows.
///
/// `{"timed": {"key": "1.respond.st-hilda", "timing": {…}}}`
///
/// Written and read by hand, since most of what an event holds is its effects: going through `Codable`
/// took several times as long.
enum EffectText {
  /// Writes an effect.
  static func write(
    _ effect: Effect, _ instants: inout InstantText, to json: inout JSONWriter
  ) {
    json.beginObject()
    switch effect {
    case .opened(let opening): write(opening, &instants, to: &json)
    case .timed(let key, let timing):
      open("timed", key, in: &json)
      json.name("timing")
      write(timing, &instants, to: &json)
    case .met(let key, let meeting):
      open("met", key, in: &json)
      json.name("meeting")
      write(meeting, &instants, to: &json)
    case .lapsed(let key): open("lapsed", key, in: &json)
    case .passed(let key): open("passed", key, in: &json)
    case .near(let key): open("near", key, in: &json)
    }
    json.endObject()
    json.endObject()
  }

  /// Reads an effect.
  static func read(_ json: JSONValue) throws(UnreadableEvent) -> Effect {
    guard let members = json.objectValue?.members, members.count == 1, let member = members.first
    else { throw UnreadableEvent(why: "an effect is an object with one known member") }
    let fields = RecordFields(member.value)
    let key = try fields.key("key")
    switch member.name {
    case "opened":
      return .opened(
        .init(key: key, owners: try fields.owners("owners"), at: try fields.instant("at")))
    case "timed": return .timed(key, try timing(try fields.object("timing")))
    case "met": return .met(key, try meeting(try fields.object("meeting")))
    case "lapsed": return .lapsed(key)
    case "passed": return .passed(key)
    case "near": return .near(key)
    default: throw UnreadableEvent(why: "no release knew such an effect")
    }
  }

  // MARK: Writing

  private static func open(_ name: String, _ key: DutyKey, in json: inout JSONWriter) {
    json.name(name)
    json.beginObject()
    json.member("key", key.description)
  }

  private static func write(
    _ opening: Effect.Opening, _ instants: inout InstantText, to json: inout JSONWriter
  ) {
    open("opened", opening.key, in: &json)
    json.name("owners")
    json.beginArray()
    for owner in opening.owners { json.write(owner.description) }
    json.endArray()
    json.member("at", instants.text(of: opening.at))
  }

  private static func write(
    _ timing: Effect.Timing, _ instants: inout InstantText, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.member("start", instants.text(of: timing.start))
    if let target = timing.target { write(target, as: "target", to: &json) }
    if let limit = timing.limit { write(limit, as: "limit", to: &json) }
    json.member("calendarVersion", timing.calendarVersion)
    json.member("cause", timing.cause.rawValue)
    if let previous = timing.previousLimit { write(previous, as: "previousLimit", to: &json) }
    json.endObject()
  }

  private static func write(_ due: Due, as name: String, to json: inout JSONWriter) {
    json.name(name)
    json.beginObject()
    json.member("date", due.date.description)
    json.member("at", due.at.description)
    json.member("beyondCoverage", due.beyondCoverage)
    json.endObject()
  }

  private static func write(
    _ meeting: Effect.Meeting, _ instants: inout InstantText, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.member("how", meeting.how.rawValue)
    json.member("at", instants.text(of: meeting.at))
    json.member("verdict", meeting.verdict?.rawValue)
    json.member("recordedLate", meeting.recordedLate)
    json.member("answer", meeting.answer?.text)
    json.member("substituteFor", meeting.substituteFor?.text)
    json.member("workingDaysTaken", meeting.workingDaysTaken)
    json.endObject()
  }

  // MARK: Reading

  private static func timing(_ fields: RecordFields) throws(UnreadableEvent) -> Effect.Timing {
    Effect.Timing(
      start: try fields.instant("start"), target: try due(fields.optional("target")),
      limit: try due(fields.optional("limit")),
      calendarVersion: try fields.integer("calendarVersion"), cause: try fields.word("cause"),
      previousLimit: try due(fields.optional("previousLimit")))
  }

  private static func due(_ fields: RecordFields?) throws(UnreadableEvent) -> Due? {
    guard let fields else { return nil }
    return Due(
      date: try fields.date("date"), at: try fields.instant("at"),
      beyondCoverage: try fields.truth("beyondCoverage"))
  }

  private static func meeting(_ fields: RecordFields) throws(UnreadableEvent) -> Effect.Meeting {
    let verdict: Verdict? = fields.has("verdict") ? try fields.word("verdict") : nil
    return Effect.Meeting(
      how: try fields.word("how"), at: try fields.instant("at"), verdict: verdict,
      recordedLate: try fields.truth("recordedLate"),
      answer: fields.has("answer") ? Code(try fields.text("answer")) : nil,
      substituteFor: fields.has("substituteFor") ? RoleID(try fields.text("substituteFor")) : nil,
      workingDaysTaken: fields.has("workingDaysTaken")
        ? try fields.integer("workingDaysTaken") : nil)
  }
}

/// An instant as text, kept for the next time: most of an event's effects happen when it does.
struct InstantText {
  private var instant: Instant
  private var text: String

  /// Keeps that one.
  init(_ instant: Instant) {
    self.instant = instant
    text = instant.description
  }

  /// The instant as text.
  mutating func text(of instant: Instant) -> String {
    if instant != self.instant { self = InstantText(instant) }
    return text
  }
}
