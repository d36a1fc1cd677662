@testable import Casework
import Escalations
import JSON
import Testing

@testable import NotificationForms

@Suite("Forms and the record") struct FormRecordTests {
  /// Sutton's form, its first part submitted, beside the escalation that recorded it.
  private func submitted() throws -> (play: Play, form: FormPlay) {
    var play = try SuttonReferralTests.atFormalStage()
    var form = try SuttonReferralTests.complete(in: play)
    try form.submit("referral", in: &play)
    return (play, form)
  }

  @Test func `what a form's own events say of a submission, the escalation's record says too`()
    throws
  {
    let (play, form) = try submitted()

    let record = RecordedFormEvent.events(of: form.form.id, in: play.events)
    let read = Form(
      form.form.begun, at: form.form.begunAt, revision: form.form.revision,
      signatures: form.form.signatures, origins: form.form.origins, record: record)

    #expect(record.count == 1)
    #expect(read.filings.map(\.submitted) == form.form.filings.map(\.submitted))
    #expect(read.filings.map(\.event) == [play.state.lastEvent])
    #expect(read.revision == form.form.revision)
    let texts = record.flatMap(\.event.parts)
    #expect(
      read.answers(draft: form.draft, texts: texts, template: form.template) == form.answers)
    #expect(RecordedFormEvent.events(of: "another", in: play.events).isEmpty)
  }

  @Test func `what is added, acknowledged and put right is read from events that name it`() throws {
    let (start, form) = try submitted()
    var play = start
    let event = play.state.lastEvent
    let texts = [Part(class: .narrative, member: "/words", text: "More.")]
    try play.give(.addAddendum(event: event), texts)
    try play.give(.acknowledgeForm(event: event), by: .partnership)
    try play.give(.addAddendum(event: 1), texts)

    let record = RecordedFormEvent.events(of: form.form.id, in: play.events)
    let read = Form(
      form.form.begun, at: form.form.begunAt, revision: 1, signatures: [], origins: [],
      record: record)

    #expect(record.count == 3, "an addendum to another event is none of the form's")
    #expect(read.filing(of: "referral")?.acknowledgedAt != nil)
    #expect(read.addenda.map(\.note.number) == [1])
    #expect(record[1].event.parts.map(\.member) == ["/addenda/1"])
  }

  @Test func `an act that submits no form is acknowledged as none`() throws {
    var play = try submitted().play

    #expect(throws: Refused.self) {
      try play.give(.acknowledgeForm(event: 1), by: .partnership)
    }
  }

  @Test func `words of a form are filled into no other`() throws {
    let (play, _) = try submitted()

    let words = RecordWords(play.events)

    #expect(words.last("/answers/outcomesSought", preferring: []) == nil)
    #expect(words.text("name", about: "child-1")?.text == "Ben Made-Up")
  }

  @Test func `what was erased of a draft is no answer, and the rest stays`() throws {
    let (_, form) = try submitted()
    let begun = RecordedFormEvent(
      number: 1, recordedAt: form.events[0].recordedAt, event: form.events[0].event)
    let draft = try #require(Form.replay([begun]))
    var stored = StoredForm(
      draft, FormDraft(answers: form.answers), form.template, at: form.form.begunAt)
    #expect(stored.draft(form.template).answers == form.answers)

    stored.texts.removeAll { $0.person == "child-1" || $0.member.hasSuffix("/department") }
    let left = stored.draft(form.template).answers

    #expect(left["department"] == nil)
    #expect(left["outcomesSought"] == .text("A core group within a week."))
    #expect(
      left["children"]
        == .rows([
          Answers(["child": .child(ChildAnswer(key: "child-1"))]),
          Answers([
            "child": .child(
              ChildAnswer(
                key: "child-2", name: "Baby Made-Up", birth: .expected(try date("2026-06-01"))))
          ]),
        ]))
  }

  @Test(arguments: [
    ("CSCP-2026-00042-F1", "CSCP-2026-00042", 1), ("CSCP-2026-00042-F12", "CSCP-2026-00042", 12),
  ])
  func `a form's name says which escalation and which number`(
    text: String, reference: String, number: Int
  ) {
    let place = FormID(text).place

    #expect(place?.reference == Reference(reference) && place?.number == number)
    #expect(FormID(Reference(reference), number: number).text == text)
  }

  @Test(arguments: ["CSCP-2026-00042", "CSCP-2026-00042-F0", "X-F01", "F1", "", "A-F-1", "A-FF1"])
  func `another name names no form`(text: String) {
    #expect(FormID(text).place == nil)
  }
}
