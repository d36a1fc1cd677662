import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("A form as it is read") struct FormPageTests {
  private func page(_ form: FormPlay, in play: Play, texts: [Part]? = nil) -> FormPage {
    FormPage(
      form.form, draft: form.draft, texts: texts ?? form.texts,
      rules: play.formRules(form.template), zone: Play.zone)
  }

  private func value(_ label: String, in page: FormPage) -> FormPage.Value? {
    page.sections.flatMap(\.entries).first { $0.label == label }?.value
  }

  @Test func `carries its principles, version, reference and how far it has come`() throws {
    var play = try SuttonReferralTests.atFormalStage()
    var form = try SuttonReferralTests.complete(in: play)

    let drafted = page(form, in: play)
    try form.submit("referral", in: &play)
    try form.give(.acknowledge("referral"), in: play, by: .partnership)
    let sent = page(form, in: play)

    #expect(drafted.title == "LSCP Escalation Referral Form")
    #expect(drafted.reference == "TEST-2026-00001")
    #expect(drafted.version == "sutton-referral, version 1")
    #expect(drafted.principles.count == 3)
    #expect(
      drafted.standings == ["Referral: draft, not submitted", "Outcome: draft, not submitted"])
    #expect(
      sent.standings == [
        "Referral: submission 1, 6 March 2026, acknowledged 6 March 2026",
        "Outcome: draft, not submitted",
      ])
  }

  @Test func `answers stand in words, people with their labels, tables with their columns`() throws
  {
    let play = try SuttonReferralTests.atFormalStage()
    let form = try SuttonReferralTests.complete(in: play)

    let page = page(form, in: play)

    #expect(value("Should the Head of Service be contacted?", in: page) == .text("Yes"))
    #expect(
      value("Identify the following", in: page)
        == .table(
          columns: ["Who will do what?", "What will be undertaken?", "By when?"],
          rows: [
            [
              .text("Children’s Social Care"), .text("Call the core group"),
              .date(try date("2026-03-20")),
            ]
          ]))
    guard case .table(_, let children)? = value("Name of child/ children", in: page) else {
      Issue.record("the children are no table")
      return
    }
    #expect(
      children[1] == [
        .pairs([
          FormPage.Pair(label: "Name", value: .text("Baby Made-Up")),
          FormPage.Pair(label: "Date of birth", value: .text("expected on 1 June 2026")),
        ])
      ])
    #expect(value("Outcome achieved following completion of actions", in: page) == .empty)
  }

  @Test func `each signature stands with its name and role, and goes with a change`() throws {
    var play = try SuttonReferralTests.atFormalStage()
    var form = try SuttonReferralTests.complete(in: play)
    let label = "Safeguarding advisor, signature and date"
    let signed = FormPage.Value.signature(
      .signed(name: "Lee Lead", role: "Designated safeguarding lead", on: play.today))
    #expect(value(label, in: page(form, in: play)) == signed)

    var changed = form
    try changed.answer(["contactHeadOfService": false], in: play)
    #expect(value(label, in: page(changed, in: play)) == .signature(.open))

    try form.submit("referral", in: &play)
    #expect(value(label, in: page(form, in: play)) == signed)
    #expect(
      value(label, in: page(form, in: play, texts: []))
        == .signature(
          .signed(name: nil, role: "Designated safeguarding lead", on: play.today)))
  }

  @Test func `what was erased says so, and what was withheld too`() throws {
    var play = try SuttonReferralTests.atFormalStage()
    var form = try SuttonReferralTests.complete(in: play)
    try form.submit("referral", in: &play)

    let page = page(form, in: play, texts: form.texts.filter { $0.person != "child-1" })

    guard case .table(_, let children)? = value("Name of child/ children", in: page) else {
      Issue.record("the children are no table")
      return
    }
    #expect(
      children[0] == [
        .pairs([
          FormPage.Pair(label: "Name", value: .erased),
          FormPage.Pair(label: "Date of birth", value: .erased),
        ])
      ])
    let newham = try NewhamReferralTests.atLastStage()
    var referral = try FormPlay(NewhamReferralTests.path, in: newham)
    try referral.answer(["children": [["address": ["withheld": true]]]], in: newham)
    guard
      case .table(_, let rows)? = value("Child/young person", in: self.page(referral, in: newham))
    else {
      Issue.record("the children are no table")
      return
    }
    #expect(rows[0].last == .withheld)
  }

  @Test func `markup is text, wherever somebody puts it`() throws {
    let markup = "<script>alert('x')</script> & \"q\""
    let play = try SuttonReferralTests.atFormalStage()
    var form = try FormPlay(SuttonReferralTests.path, in: play)
    try form.answer(["nature": .string(markup), "department": .string(markup)], in: play)
    try form.sign("referral", as: "referrer", name: markup, in: play)

    let page = page(form, in: play)

    #expect(value("Brief description of nature of concern", in: page) == .text(markup))
    #expect(
      value("Name of referrer, signature and date", in: page)
        == .signature(.signed(name: markup, role: nil, on: play.today)))
  }

  @Test func `what is not asked is not shown, what the record filled in is marked`() throws {
    let play = try NewhamReferralTests.atLastStage()
    var form = try FormPlay(NewhamReferralTests.path, in: play)
    #expect(value("Which Sub Group", in: page(form, in: play)) == nil)

    try form.answer(["subGroup": true, "details": "Said better."], in: play)

    let page = page(form, in: play)
    #expect(value("Which Sub Group", in: page) == .empty)
    let marked = page.sections.flatMap(\.entries).filter(\.isPrefilled).map(\.label)
    #expect(marked.contains("Stage 1 Meeting Date"))
    #expect(!marked.contains("Brief details of the professional disagreement"))
    #expect(page.notices == ["Copy to be kept on the service user file."])
  }

  @Test func `an addendum stands below with its words`() throws {
    var play = try SuttonReferralTests.atFormalStage()
    var form = try SuttonReferralTests.complete(in: play)
    try form.submit("referral", in: &play)
    try form.give(
      .addAddendum("referral"), in: play,
      [Part(class: .narrative, member: "/text", text: "The 3rd, not the 4th.")])

    let addenda = page(form, in: play).addenda

    #expect(addenda.map(\.text) == ["The 3rd, not the 4th."])
    #expect(addenda.map(\.part) == ["Referral"])
  }
}
