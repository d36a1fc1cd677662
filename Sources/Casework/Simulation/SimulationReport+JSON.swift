import Escalations
public import JSON

/// The report as JSON, for `POST /v1/policies/{id}/simulation`.
extension SimulationReport {
  /// Writes the whole report as one object.
  public func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("policy", policy.id.text)
    json.member("version", policy.version)
    json.member("title", title)
    json.member("calendar", calendar)
    json.member("zone", zone.identifier)
    json.member("asExpected", surprises.isEmpty)
    json.array("steps", of: steps) { json, step in Self.write(step, to: &json) }
    json.endObject()
  }

  private static func write(_ step: Step, to json: inout JSONWriter) {
    json.beginObject()
    json.member("number", step.number)
    json.member("at", step.at.description)
    json.member("occurredAt", step.occurredAt?.description)
    json.member("by", step.by)
    json.member("deed", step.deed)
    json.member("note", step.note)
    json.member("expectedRefusal", step.expectedRefusal)
    json.member("asExpected", !step.isSurprise)
    json.array("refusals", of: step.refusals) { json, refusal in write(refusal, to: &json) }
    json.array("changes", of: step.changes) { json, change in write(change, to: &json) }
    json.array("remarks", of: step.remarks) { json, remark in
      json.beginObject()
      json.member("code", remark.code)
      json.member("detail", remark.detail)
      json.member("clause", remark.clause)
      json.endObject()
    }
    if let position = step.position {
      json.object("position") { json in write(position, to: &json) }
    }
    json.array("owed", of: step.owed) { json, duty in
      json.beginObject()
      write(duty, to: &json)
      json.endObject()
    }
    json.endObject()
  }

  private static func write(_ refusal: Refusal, to json: inout JSONWriter) {
    json.beginObject()
    json.member("code", refusal.reason.rawValue)
    json.member("detail", refusal.detail)
    json.member("clause", refusal.clause)
    json.member("pointer", refusal.pointer)
    json.array("duties", of: refusal.duties) { json, key in json.write(key.description) }
    json.endObject()
  }

  private static func write(_ position: Position, to json: inout JSONWriter) {
    json.member("visit", position.visit)
    json.member("track", position.track.text)
    json.member("stage", position.stage.text)
    json.member("number", position.number)
    json.member("title", position.title)
    json.member("formality", position.formality.rawValue)
    json.array("skipped", of: position.skipped) { json, stage in json.write(stage.text) }
    json.member("ending", position.ending?.rawValue)
    json.member("immediateRisk", position.risk.rawValue)
  }

  private static func write(_ change: Change, to json: inout JSONWriter) {
    json.beginObject()
    switch change.kind {
    case .opened: json.member("change", "opened")
    case .timed(let cause):
      json.member("change", "timed")
      json.member("cause", cause.rawValue)
    case .met(let meeting):
      json.member("change", "met")
      write(meeting, to: &json)
    case .lapsed: json.member("change", "lapsed")
    case .passed: json.member("change", "passed")
    case .near: json.member("change", "near")
    }
    write(change.duty, to: &json)
    json.endObject()
  }

  private static func write(_ meeting: Effect.Meeting, to json: inout JSONWriter) {
    json.member("how", meeting.how.rawValue)
    json.member("metAt", meeting.at.description)
    json.member("verdict", meeting.verdict?.rawValue)
    json.member("recordedLate", meeting.recordedLate)
    json.member("answer", meeting.answer?.text)
    json.member("substituteFor", meeting.substituteFor?.text)
    json.member("workingDaysTaken", meeting.workingDaysTaken)
  }

  private static func write(_ duty: Owed, to json: inout JSONWriter) {
    json.member("key", duty.key.description)
    json.member("duty", duty.key.duty.text)
    json.member("title", duty.title)
    json.member("force", duty.force.rawValue)
    json.member("clause", duty.clause)
    json.array("owedBy", of: duty.owners) { json, owner in json.write(owner.description) }
    json.member("since", duty.since.description)
    json.member("targetOn", duty.target?.date.description)
    json.member("dueOn", duty.limit?.date.description)
    json.member("dueAt", duty.limit?.at.description)
    if duty.isGuide { json.member("guide", true) }
    json.member("overdue", duty.isOverdue && !duty.isGuide)
  }
}
