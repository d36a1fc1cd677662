import Casework
import Escalations
import JSON
import NotificationForms
import Testing

/// A form played from its beginning, with its draft and its record as a store would keep them.
struct FormPlay {
  let template: Template
  var form: Form
  var draft: FormDraft
  var events: [RecordedFormEvent] = []
  let prefilled: Prefilled

  /// The parts of its events, as the record keeps them.
  var texts: [Part] { events.flatMap(\.event.parts) }

  var answers: Answers { form.answers(draft: draft, texts: texts, template: template) }

  init(
    _ path: String, in play: Play, by agency: AgencyID = Play.school, duty: DutyKey? = nil
  ) throws {
    template = try FormFiles.template(path)
    prefilled = play.prefill(template, for: agency)
    let decision = try play.formRules(template).begin(
      "form-1", by: .agency(agency), duty: duty, prefilled: prefilled, at: play.now)
    let recorded = RecordedFormEvent(number: 1, recordedAt: play.now, event: decision.event)
    form = try #require(Form.replay([recorded]))
    draft = decision.draft
    events = [recorded]
  }

  @discardableResult
  mutating func give(
    _ command: FormCommand, in play: Play, by acting: Acting = .agency(Play.school),
    _ parts: [Part] = []
  ) throws -> FormDecision {
    let order = FormOrder(by: acting, command: command, parts: parts)
    let decision = try play.formRules(template).decide(
      order, on: form, draft: draft, texts: texts, at: play.now)
    let recorded = RecordedFormEvent(
      number: form.lastEvent + 1, recordedAt: play.now, event: decision.event)
    events.append(recorded)
    form.apply(recorded)
    draft = decision.draft
    return decision
  }

  /// Puts answers beside those that are there, or null in their place.
  @discardableResult
  mutating func answer(
    _ json: JSONValue, in play: Play, by acting: Acting = .agency(Play.school)
  ) throws -> FormDecision {
    let keys = play.state.raised.children.map(\.key)
    let new = try Answers.read(RawAnswer(json), template: template, children: keys)
    var merged = draft.answers
    for member in json.objectValue?.members ?? [] {
      merged[FieldID(member.name)] = new[FieldID(member.name)]
    }
    return try give(.change(merged), in: play, by: acting)
  }

  @discardableResult
  mutating func sign(
    _ part: FormPartID, as author: AuthorID, role: RoleID? = nil, name: String = "Ann Archer",
    in play: Play, by agency: AgencyID = Play.school
  ) throws -> FormDecision {
    try give(
      .sign(part, as: author, role: role), in: play, by: .agency(agency),
      [Part(class: .name, person: "practitioner", member: "/by/name", text: name)])
  }

  /// What a part lacks, as `pointer code`.
  func missing(_ part: FormPartID, in play: Play) -> [String] {
    play.formRules(template).missing(in: part, of: form, draft: draft, texts: texts).map {
      "\($0.pointer) \($0.code)"
    }
  }

  /// Submits, and lets the escalation record the act.
  @discardableResult
  mutating func submit(
    _ part: FormPartID, in play: inout Play, by agency: AgencyID = Play.school
  ) throws -> FormDecision {
    let decision = try give(.submit(part), in: play, by: .agency(agency))
    try play.give(
      .act(try #require(decision.act)), by: agency, days: 0, decision.event.parts)
    return decision
  }
}

/// The reason a form's order is refused; nil if it is not, or for faults of its answers.
func refusal(_ body: () throws -> Void) -> FormRefusal.Reason? {
  do {
    try body()
  } catch FormFailure.refused(let refusal) {
    return refusal.reason
  } catch {}
  return nil
}

/// The faults for which a form's order is refused, as `pointer code`.
func faults(_ body: () throws -> Void) -> [String] {
  do {
    try body()
  } catch FormFailure.corrections(let faults) {
    return faults.map { "\($0.pointer) \($0.code)" }
  } catch FormFailure.faults(let faults) {
    return faults.map { "\($0.pointer) \($0.code)" }
  } catch let error as FormFaults {
    return error.list.map { "\($0.pointer) \($0.code)" }
  } catch {}
  return []
}
