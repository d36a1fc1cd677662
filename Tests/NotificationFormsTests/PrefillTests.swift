import Escalations
import NotificationForms
import Testing

@Suite("Filling in from the record") struct PrefillTests {
  private func text(_ source: PrefillSource, in play: Play, max: Int = 1_000) -> String? {
    let field = Sample.field("it", .lines(max: max), from: source)
    let template = Sample.template(fields: [field])
    guard case .text(let text)? = play.prefill(template).answers["it"] else { return nil }
    return text
  }

  private func rows(
    _ source: PrefillSource, _ columns: [(FieldKind, PrefillSource)], in play: Play, max: Int = 9,
    for agency: AgencyID = Play.school
  ) -> Prefilled {
    let columns = columns.map { Sample.field(FieldID($1.description), $0, from: $1) }
    let table = Sample.field("it", .table(columns: columns, maxRows: max), from: source)
    return play.prefill(Sample.template(fields: [table]), for: agency)
  }

  private let person = FieldKind.practitioner(
    PractitionerLabels(name: "Name", role: "Role", agency: "Agency"))

  @Test func `a correction's words stand, with both events as their origin`() throws {
    var play = try Play("config/policies/croydon.json")
    let number = try play.give(
      .correct(event: 1),
      [
        Part(class: .name, person: "child-1", member: "/children/0/name", text: "Benn Made-Up"),
        Part(class: .narrative, member: "/correction/reason", text: "Misspelt."),
      ])
    let child = FieldKind.child(ChildLabels(name: "Name", birthDate: "Born"))

    let filled = rows(.children, [(child, .child)], in: play)

    guard case .rows(let children)? = filled.answers["it"] else {
      Issue.record("there are no children")
      return
    }
    #expect(
      children[0]["child"]
        == .child(
          ChildAnswer(
            key: "child-1", name: "Benn Made-Up", birth: .born(try date("2015-02-03")))))
    #expect(filled.origins.first?.events == [1, number])
  }

  @Test func `the last word under a heading is taken, one's own agency's first`() throws {
    var play = try Play("config/policies/croydon.json")
    func state(_ text: String, by agency: AgencyID) throws {
      try play.give(
        .act(Act(kind: .state, contents: ["evidence"])), by: agency,
        [Part(class: .narrative, member: "/contents/evidence", text: text)])
    }
    #expect(text(.content("evidence"), in: play) == nil)

    try state("Theirs.", by: Play.care)
    #expect(text(.content("evidence"), in: play) == "Theirs.")
    try state("Ours.", by: Play.school)
    try state("Ours, better.", by: Play.school)
    try state("Theirs again.", by: Play.care)

    #expect(text(.content("evidence"), in: play) == "Ours, better.")
  }

  @Test func `an attempt without reply is a step and no meeting`() throws {
    var play = try Play("config/policies/croydon.json")
    try play.give(
      .act(Act(kind: .discuss, how: .attempted)),
      [Part(class: .narrative, member: "/summary", text: "Rang twice.")])
    let meeting = Sample.field("it", .date(.past), from: .stageMeeting("stage-1"))

    #expect(play.prefill(Sample.template(fields: [meeting])).answers.isEmpty)
    #expect(
      text(.steps, in: play)
        == "Stage 1; 3 March 2026; Discussion, attempted, no reply. Rang twice.; St Hilda’s School")
  }

  @Test func `only actions that both sides agreed are filled in`() throws {
    var play = try Play("config/policies/croydon.json")
    try play.give(
      .noteAction(owner: Play.care, dueOn: try date("2026-04-01"), agreed: true),
      [Part(class: .narrative, member: "/what", text: "Visit")])
    try play.give(
      .noteAction(owner: Play.care, dueOn: nil, agreed: false),
      [Part(class: .narrative, member: "/what", text: "Wait")])

    #expect(text(.actions, in: play) == "Visit; Children’s Social Care; 1 April 2026")
  }

  @Test func `each who took part stands once, then agencies of which nobody is on record`() throws {
    var play = try Play("config/policies/croydon.json")
    try play.give(.addParty(Party(agency: Play.health, kind: "health-provider", side: .involved)))
    try play.discuss("Once.", role: "line-manager")
    try play.discuss("Twice.", role: "line-manager")

    let filled = rows(.participants, [(person, .practitioner)], in: play)

    guard case .rows(let people)? = filled.answers["it"] else {
      Issue.record("there is nobody")
      return
    }
    #expect(
      people.map { $0["practitioner"] } == [
        .practitioner(
          PractitionerAnswer(
            name: "Sam Social", role: "Line manager", agency: "Children’s Social Care")),
        .practitioner(PractitionerAnswer(agency: "Westhill NHS Trust")),
      ])
    #expect(filled.origins.map(\.events) == [[3, 4], [2]])
  }

  @Test func `agencies stand with their sides, and those that left or were voided do not`() throws {
    var play = try Play("config/policies/croydon.json")
    try play.give(.addParty(Party(agency: Play.health, kind: "health-provider", side: .involved)))
    try play.give(
      .void(Play.health), [Part(class: .narrative, member: "/reason", text: "Wrong trust.")])

    let filled = rows(.parties, [(.agency, .agency), (.text(max: 20), .side)], in: play)

    guard case .rows(let parties)? = filled.answers["it"] else {
      Issue.record("there are no agencies")
      return
    }
    #expect(parties.map { $0["side"] } == [.text("Raising"), .text("Receiving")])
    #expect(
      parties[0]["agency"]
        == .agency(AgencyAnswer(id: Play.school, name: "St Hilda’s School")))
  }

  @Test func `what does not fit is cut with a mark, or counted as left out`() throws {
    var play = try Play("config/policies/croydon.json")
    for _ in 0..<5 { try play.discuss("One\nmore.") }

    #expect(text(.summary, in: play, max: 8) == "The pla…")
    let filled = rows(.steps, [(.text(max: 60), .what)], in: play, max: 3)
    #expect(filled.leftOut.map(\.rows) == [2])
    guard case .rows(let steps)? = filled.answers["it"] else {
      Issue.record("there are no steps")
      return
    }
    #expect(
      steps.map { $0["what"] }
        == Array(repeating: .text("Discussion, by phone. One more."), count: 3))
  }

  @Test func `nobody's name is filled in for an agency that did not raise it`() throws {
    let play = try Play("config/policies/croydon.json")
    let template = Sample.template(fields: [Sample.field("it", person, from: .raiser)])

    #expect(play.prefill(template, for: Play.care).answers.isEmpty)
    #expect(!play.prefill(template, for: Play.school).answers.isEmpty)
  }

  @Test func `no source is an address, and what may be withheld is not filled in`() throws {
    let play = try Play("config/policies/croydon.json")
    let field = Sample.field(
      "address", .lines(max: 100), from: .summary, sensitivity: .personal(.identifier),
      mayBeWithheld: true)

    #expect(PrefillSource("address") == nil)
    #expect(play.prefill(Sample.template(fields: [field])).answers.isEmpty)
  }

  @Test func `every source is written as it is read`() {
    let all = ["reference", "children", "stageMeeting:stage-1", "content:outcome-sought", "dueOn"]

    for text in all { #expect(PrefillSource(text)?.description == text) }
    for text in ["", "stageMeeting:", "content", "birthDate", "content:"] {
      #expect(PrefillSource(text) == nil)
    }
  }
}
