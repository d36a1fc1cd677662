import Casework
import Escalations
import JSON
import Testing

@Suite("Reading a policy file") struct PolicyReaderTests {
  private func faults(_ text: String) -> [String] {
    PolicyReader.check(Array(text.utf8)).faults.map { "\($0.code) \($0.pointer)" }
  }

  private func faults(_ edits: [ExamplePolicy.Edit]) throws -> [String] {
    PolicyReader.check(try ExamplePolicy.edited(edits)).faults.map { "\($0.code) \($0.pointer)" }
  }

  @Test func `a text that is not JSON has its one fault named`() {
    #expect(faults(#"{"id": "x", "tracks": [01]}"#) == ["badNumber /tracks/0"])
    #expect(faults("") == ["unexpectedEnd "])
  }

  @Test func `all faults of shape are named at once`() throws {
    let found = try faults([
      .init(pointer: "/tracks/0/stages/0/clock/limit/workingDays", text: "0"),
      .init(pointer: "/tracks/0/stages/0/duties/0/owedBy", text: #""somebody""#),
      .init(pointer: "/tracks/0/stages/1/title", text: nil),
      .init(pointer: "/effectiveFrom", text: #""2026-02-30""#),
      .init(pointer: "/endOfWorkingDay", text: #""25:00""#),
      .init(pointer: "/colour", text: #""red""#),
    ])

    #expect(
      Set(found) == [
        "noSuchDate /effectiveFrom", "badFormat /endOfWorkingDay", "unknownMember /colour",
        "outOfRange /tracks/0/stages/0/clock/limit/workingDays",
        "badFormat /tracks/0/stages/0/duties/0/owedBy", "missing /tracks/0/stages/1/title",
      ])
    #expect(found.count == 6)
  }

  @Test func `a rule cannot be assumed and not stated`() throws {
    let found = try faults([
      .init(pointer: "/tracks/1/clause", text: #""1""#),
      .init(pointer: "/tracks/1/assumed", text: "true"),
      .init(pointer: "/tracks/1/notStated", text: "true"),
    ])

    #expect(found == ["assumedAndNotStated /tracks/1/notStated"])
  }

  @Test func `a consultation goes with skipping after consultation, and only with it`() throws {
    let rule = "/tracks/0/skipping/rule"
    let consultation = "/tracks/0/skipping/consultation"

    #expect(
      try faults([.init(pointer: rule, text: #""afterConsultation""#)]).first
        == "consultation \(consultation)")
    #expect(
      try faults([.init(pointer: consultation, text: #""discuss""#)])
        == ["consultation \(consultation)"])
  }

  @Test func `a policy with any error is refused with all of them`() throws {
    let json = try ExamplePolicy.edited([
      .init(pointer: "/calendar", text: "7"), .init(pointer: "/id", text: "7"),
    ])

    let error = #expect(throws: PolicyFaults.self) {
      try PolicyReader.read(JSONWriter.bytes(of: json))
    }

    #expect(error?.list.map(\.pointer.description) == ["/id", "/calendar"])
  }

  @Test func `what a file says is what the policy has`() throws {
    let policy = try PolicyReader.read(JSONWriter.bytes(of: ExamplePolicy.json))

    let track = try #require(policy.track("main"))
    #expect(policy.effectiveTo == CivilDate(year: 2027, month: 12, day: 31))
    #expect(policy.scope.exclusions.map(\.ground) == [.withinOneAgency, .matter("conduct")])
    #expect(policy.categories.last?.tracks == ["fast"])
    #expect(track.stages[0].clock?.limit == .fixed(.workingDays(5)))
    #expect(track.stages[0].clock?.target == .workingDays(3))
    #expect(track.stages[0].exits.first?.movers == [.raising])
    #expect(track.stages[1].clock?.limit == .setByRole(["chair"]))
    #expect(track.stages[1].clock?.from == .previousStageLeft)
    let reply = try #require(track.duty("reply"))
    #expect(reply.when == .all([.fact(["complex"]), .not(.level(["l1"]))]))
    #expect(reply.clock?.from == .earlier(.met("form"), .date(.arose)))
    #expect(track.duty("refer")?.after == .any([.passed("reply"), .recorded(.dissent)]))
    #expect(track.duty("decide")?.owedBy == .panel("board"))
    #expect(track.duty("advice")?.isPrivate == true)
    #expect(track.duty("consider")?.answers.map(\.needsReason) == [true, false])
  }

  @Test func `every sentence of the language is read`() throws {
    let when = #"""
      {"any": [{"category": ["threshold"]}, {"level": ["l1"]}, {"origin": ["audit"]},
        {"fact": ["complex"]}, {"risk": ["yes", "notKnown"]},
        {"agency": {"kind": "police", "side": "receiving"}}, {"agency": {"kind": "school"}},
        {"answered": {"duty": "consider", "with": ["no"]}}, {"met": "discuss"},
        {"passed": "stage-1-complete"}, {"reached": "stage-2"}, {"ended": ["withdrawn"]},
        {"dissent": true}, {"unstated": "origin"}, {"all": []}, {"not": {"dissent": true}}]}
      """#
    let json = try ExamplePolicy.edited([
      .init(pointer: "/tracks/0/closing/0/when", text: when),
      .init(
        pointer: "/tracks/0/closing/0/after",
        text: #"{"any": [{"met": "form"}, {"recorded": "outstandingIssue"}]}"#),
      .init(
        pointer: "/tracks/0/closing/0/clock",
        text: #"""
          {"limit": {"sameWorkingDay": true}, "target": {"withoutDelay": true},
           "from": {"later": [{"entry": true}, {"date": "raisedWithOtherSide"}]},
           "agreement": "earlier", "clause": "1", "assumed": true, "note": "N"}
          """#),
      .init(pointer: "/tracks/1/stages/0/clock/limit", text: #"{"agreedBySides": true}"#),
      .init(pointer: "/endOfWorkingDay", text: #""17:00""#),
    ])

    let policy = try PolicyReader.read(JSONWriter.bytes(of: json))

    let duty = try #require(policy.track("main")?.duty("feed-back"))
    #expect(
      duty.when
        == .any([
          .category(["threshold"]), .level(["l1"]), .origin(["audit"]), .fact(["complex"]),
          .risk([.yes, .notKnown]), .agency(kind: "police", side: .receiving),
          .agency(kind: "school", side: nil), .answered("consider", ["no"]), .met("discuss"),
          .passed("stage-1-complete"), .reached("stage-2"), .ended([.withdrawn]), .dissent,
          .unstated(.origin),
          .all([]), .not(.dissent),
        ]))
    #expect(duty.after == .any([.met("form"), .recorded(.outstandingIssue)]))
    #expect(
      duty.clock
        == ClockRule(
          limit: .fixed(.sameWorkingDay), target: .withoutDelay,
          from: .later(.entry, .date(.raisedWithOtherSide)), agreement: .earlier,
          provenance: Provenance(clause: "1", basis: .assumed, note: "N")))
    #expect(policy.track("fast")?.stages[0].clock?.limit == .agreedBySides)
    #expect(policy.track("main")?.stages[0].completion?.force == .must)
    #expect(policy.track("main")?.stages[1].completion?.force == .should, "where nothing is said")
    #expect(policy.endOfWorkingDay?.description == "17:00")
  }

  @Test(arguments: [
    PartyRule.raising, .receiving, .sides, .each, .everyone, .together, .involved, .partnership,
    .raiser, .kind("police"), .panel("board"), .tookPartAt("stage-2"),
  ]) func `a party is read as it is written`(party: PartyRule) {
    #expect(PartyRule(party.description) == party)
  }

  @Test(arguments: ["", "Raising", "kind:", "kind", "panel", "stage:x", ":x", "raising:x"])
  func `what names no party is none`(text: String) {
    #expect(PartyRule(text) == nil)
  }
}
