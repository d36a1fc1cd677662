import Casework
import Escalations
import JSON

/// Writes the events of a record, for one viewer.
struct RecordWriter {
  let view: EscalationView

  /// Writes one event.
  func write(_ entry: History.Entry, to json: inout JSONWriter) {
    let (recorded, event) = (entry.recorded, entry.recorded.event)
    json.member("number", recorded.number)
    json.member("sequence", entry.sequence)
    json.member("kind", event.body.kind)
    json.member("occurredAt", event.occurredAt)
    json.member("recordedAt", recorded.recordedAt)
    json.member("agency", event.agency)
    json.member("credential", entry.credential)
    if event.privateTo != nil { json.member("internal", true) }
    json.member("hash", entry.hash)
    if case .outline = view.sight { return }
    json.member("details", event.body.details)
    let effects = event.effects.filter { view.shows($0.key, owners: owners(of: $0)) }
    json.objects("effects", effects) { json, effect in write(effect, to: &json) }
    view.writeTexts(of: recorded.number, to: &json)
  }

  private func owners(of effect: Effect) -> [Owner] {
    if case .opened(let opening) = effect { return opening.owners }
    return view.escalation.duty(effect.key)?.owners ?? []
  }

  private func write(_ effect: Effect, to json: inout JSONWriter) {
    json.member("kind", effect.kind)
    json.member("key", effect.key.description)
    json.member("title", view.duty(effect.key)?.title)
    switch effect {
    case .opened(let opening):
      json.array("owners", of: opening.owners) { $0.write($1.description) }
      json.member("at", opening.at)
    case .timed(_, let timing):
      json.member("start", timing.start)
      json.due("target", timing.target)
      json.due("limit", timing.limit)
      json.due("previousLimit", timing.previousLimit)
      json.member("calendarVersion", timing.calendarVersion)
      json.member("cause", timing.cause)
    case .met(_, let meeting):
      json.member("at", meeting.at)
      json.member("how", meeting.how)
      json.member("verdict", meeting.verdict)
      if meeting.recordedLate { json.member("recordedLate", true) }
    case .lapsed, .passed, .near: break
    }
  }
}

extension Effect {
  /// The duty it is about.
  var key: DutyKey {
    switch self {
    case .opened(let opening): opening.key
    case .timed(let key, _), .met(let key, _), .lapsed(let key), .passed(let key), .near(let key):
      key
    }
  }

  fileprivate var kind: String {
    switch self {
    case .opened: "opened"
    case .timed: "timed"
    case .met: "met"
    case .lapsed: "lapsed"
    case .passed: "passed"
    case .near: "near"
    }
  }
}

extension EventBody {
  /// What happened, in a word of the glossary.
  var kind: String {
    switch self {
    case .raised: "raised"
    case .joined: "joined"
    case .left: "left"
    case .acted: "acted"
    case .riskStated: "riskStated"
    case .actionNoted: "actionNoted"
    case .actionProgressed: "actionProgressed"
    case .moved: "moved"
    case .limitChanged: "limitChanged"
    case .outstandingNoted: "outstandingNoted"
    case .outstandingProgressed: "outstandingProgressed"
    case .assented: "assented"
    case .closed: "closed"
    case .reopened: "reopened"
    case .learningNoted: "learningNoted"
    case .approved: "approved"
    case .corrected: "corrected"
    case .addendumAdded: "addendumAdded"
    case .voided: "voided"
    case .acknowledged: "acknowledged"
    case .formAcknowledged: "formAcknowledged"
    case .clocksChecked: "clocksChecked"
    case .calendarChanged: "calendarChanged"
    case .migrated: "migrated"
    }
  }
}
