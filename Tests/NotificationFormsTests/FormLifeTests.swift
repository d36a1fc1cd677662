import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("The life of a form") struct FormLifeTests {
  private func filed() throws -> (play: Play, form: FormPlay) {
    var play = try SuttonReferralTests.atFormalStage()
    var form = try SuttonReferralTests.complete(in: play)
    try form.submit("referral", in: &play)
    return (play, form)
  }

  @Test func `its events alone give its state, and each change of a person counts once`() throws {
    var (play, form) = try filed()
    try form.give(.acknowledge("referral"), in: play, by: .partnership)

    #expect(Form.replay(form.events) == form.form)
    #expect(form.form.revision == form.events.count)
    #expect(form.form.lastEvent == form.events.count)
    play.now = play.now.adding(hours: 1)
    #expect(form.form.begunAt < play.now)
  }

  @Test func `submitted, its words are no longer in the draft, and come back from the record`()
    throws
  {
    let (_, form) = try filed()

    #expect(form.draft == FormDraft())
    #expect(form.answers["nature"] == .text("The plan is not kept to."))
    let erased = form.form.answers(draft: form.draft, texts: [], template: form.template)
    #expect(erased["nature"] == .erased)
    #expect(erased["contactHeadOfService"] == .yesNo(true))
  }

  @Test func `is acknowledged once, by the partnership's office, part by part`() throws {
    var (play, form) = try filed()

    #expect(refusal { try form.give(.acknowledge("referral"), in: play) } == .notYours)
    #expect(
      refusal { try form.give(.acknowledge("outcome"), in: play, by: .partnership) }
        == .notSubmitted)
    #expect(
      refusal { try form.give(.acknowledge("nothing"), in: play, by: .partnership) }
        == .noSuchPlace)

    try form.give(.acknowledge("referral"), in: play, by: .partnership)

    #expect(form.form.filing(of: "referral")?.acknowledgedAt == play.now)
    #expect(
      refusal { try form.give(.acknowledge("referral"), in: play, by: .partnership) }
        == .alreadyDone)
    play.now = play.now.adding(hours: 1)
  }

  @Test func `a mistake is mended by an addendum, whose words lie beside it`() throws {
    var (play, form) = try filed()
    #expect(refusal { try form.give(.addAddendum("referral"), in: play) } == .wordsMissing)
    #expect(
      refusal {
        try form.give(
          .addAddendum("referral"), in: play, by: .agency(Play.care),
          [Part(class: .narrative, member: "/text", text: "We differ.")])
      } == .notYours)

    let decision = try form.give(
      .addAddendum("referral"), in: play,
      [Part(class: .narrative, member: "/text", text: "The date was the 3rd.")])

    #expect(form.form.addenda.map(\.note.number) == [1])
    #expect(
      decision.event.parts == [
        Part(class: .narrative, member: "/addenda/1", text: "The date was the 3rd.")
      ])
    #expect(form.answers["nature"] == .text("The plan is not kept to."))
    #expect(form.form.filing(of: "referral")?.mended == [form.form.lastEvent])
    play.now = play.now.adding(hours: 1)
  }

  @Test func `personal data of a submitted part is put right, and nothing else is`() throws {
    var (play, form) = try filed()
    func correct(_ pointer: String, _ text: String) -> FormCommand {
      .correct("referral", [TextCorrection(pointer: pointer, text: text)])
    }

    try form.give(correct("/children/0/child/name", "Ben Made-Upp"), in: play)
    try form.give(correct("/children/0/child/birthDate", "2015-02-04"), in: play)

    #expect(
      form.answers.json(form.template.fields)["children"]?[0]?["child"] == [
        "key": "child-1", "name": "Ben Made-Upp", "birthDate": "2015-02-04",
      ])
    let last = try #require(form.events.last?.event.parts.first)
    #expect(last.class == .birthDate && last.person == "child-1")
    #expect(refusal { try form.give(.correct("referral", []), in: play) } == .wordsMissing)
    #expect(
      refusal { try form.give(.correct("outcome", []), in: play) } == .notSubmitted)
    play.now = play.now.adding(hours: 1)
  }

  struct BadText: CustomTestStringConvertible, Sendable {
    let pointer: String
    let text: String
    let fault: String
    let because: String
    var testDescription: String { because }
  }

  static let badTexts = [
    BadText(
      pointer: "/nature", text: "Other words.", fault: "notCorrectable",
      because: "what was said is not put right, it is added to"),
    BadText(
      pointer: "/contactHeadOfService", text: "no", fault: "notCorrectable",
      because: "an answer is no personal data"),
    BadText(
      pointer: "/nowhere", text: "x", fault: "notCorrectable", because: "the form has no such place"
    ),
    BadText(
      pointer: "/children/7/child/name", text: "x", fault: "notCorrectable",
      because: "the table has no such row"),
    BadText(
      pointer: "/children/0/child/birthDate", text: "yesterday", fault: "noSuchDate",
      because: "a date is written one way"),
    BadText(
      pointer: "/children/0/child/birthDate", text: "2015-02-30", fault: "noSuchDate",
      because: "February has no 30th"),
    BadText(
      pointer: "/children/0/child/name", text: " ", fault: "missing", because: "nothing is no name"),
    BadText(
      pointer: "/children/0/child/name", text: "\u{7}", fault: "controlCharacter",
      because: "a bell is no name"),
    BadText(
      pointer: "/children/0/child/name", text: "Ben\nMade-Up", fault: "controlCharacter",
      because: "a name was one line, and stays one"),
    BadText(
      pointer: "/children/0/child/name", text: String(repeating: "x", count: 201),
      fault: "tooLong", because: "a name is as long as on the form"),
  ]

  @Test(arguments: badTexts) func `a correction is held to what the form asks there`(
    row: BadText
  ) throws {
    var (play, form) = try filed()
    let correction = TextCorrection(pointer: row.pointer, text: row.text)

    let found = faults { try form.give(.correct("referral", [correction]), in: play) }

    #expect(found == ["\(row.pointer) \(row.fault)"])
    play.now = play.now.adding(hours: 1)
  }

  @Test func `every fault of a correction is found at once, under the label people know`() throws {
    var (play, form) = try filed()
    let command = FormCommand.correct(
      "referral",
      Self.badTexts.prefix(5).map { TextCorrection(pointer: $0.pointer, text: $0.text) })

    #expect(faults { try form.give(command, in: play) }.count == 5)
    let error = try #require(throws: FormFailure.self) { try form.give(command, in: play) }
    guard case .corrections(let list) = error else { return #expect(Bool(false), "\(error)") }
    #expect(
      list.last?.label == "Name of child/ children, row 1: Name of child/ children: Date of birth")
    play.now = play.now.adding(hours: 1)
  }

  @Test func `keeps the version of the template it was begun with`() throws {
    let (_, form) = try filed()
    let newer = Template(
      id: form.template.id, version: "2", title: form.template.title,
      effectiveFrom: try date("2026-01-01"), policies: form.template.policies,
      authors: form.template.authors, parts: form.template.parts,
      sections: form.template.sections, provenance: form.template.provenance)
    let library = FormLibrary(templates: [newer, form.template])

    #expect(form.form.begun.templateVersion == "1")
    #expect(
      library.template("sutton-referral", version: form.form.begun.templateVersion) == form.template
    )
    #expect(library.current("sutton-referral", on: try date("2026-03-02")) == newer)
    #expect(library.current("sutton-referral", on: try date("2025-12-31")) == form.template)
    #expect(library.current("sutton-referral", on: try date("2015-12-31")) == nil)
  }

  @Test func `a signature's name lies in the record's parts, and never in the body`() throws {
    let (_, form) = try filed()

    let event = try #require(form.events.last?.event)
    let names = event.parts.filter { $0.member.hasPrefix("/signatures/") }
    #expect(names.map(\.text) == ["Ann Archer", "Lee Lead"])
    #expect(names.map(\.member) == ["/signatures/referrer/name", "/signatures/advisor/name"])
    #expect(names.allSatisfy { $0.class == .name })
    #expect(!"\(event.body)".contains("Lee Lead"))
  }

  @Test func `its commands say whether they are based on what was read`() {
    let based: [FormCommand] = [
      .change(Answers()), .sign("a", as: "b", role: nil), .submit("a"), .decline,
      .correct("a", []),
    ]

    #expect(based.filter(\.needsMatch) == based)
    #expect(!FormCommand.acknowledge("a").needsMatch && !FormCommand.addAddendum("a").needsMatch)
  }
}
