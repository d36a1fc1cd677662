import Escalations
import Testing

@Suite("Subjects and parties that are no children and no agencies") struct BesidesTests {
  private static let track = Track(
    id: "main", title: "Main", child: .optional, subjects: ["group", "place"],
    otherParties: ["family-member"],
    skipping: Skipping(rule: .allowed, provenance: Ladder.source),
    stages: [
      Stage(
        id: "one", number: 1, title: "One", formality: .informal,
        duties: [Ladder.duty("meet-up", .meet, by: .sides)], provenance: Ladder.source)
    ], provenance: Ladder.source)

  /// A policy that excludes nothing.
  private static let policy = Policy(
    id: "open", version: "1", title: "Open", partnership: "tscp",
    effectiveFrom: CivilDate(dayNumber: 0), calendar: "england-and-wales",
    outcomes: [Ladder.code("changed"), Ladder.code("unchanged")],
    risk: RiskRule(urgentAction: "Call", askedOnMoving: false, provenance: Ladder.source),
    tracks: [track])

  @Test func `kinds are those of the track, and each other one is named with its place`() throws {
    let rules = try Play.rules(BesidesTests.policy)
    let raising = Play.raising {
      $0.besides = Besides(subjects: ["group", "weather"], parties: ["lawyer"])
    }

    let refusals = #expect(throws: Refused.self) {
      try rules.raise(raising, by: Play.school, now: .earliest)
    }?.refusals

    #expect(refusals?.map(\.reason) == [.unknownCode, .unknownCode])
    #expect(refusals?.map(\.pointer) == ["/subjects/1/kind", "/otherParties/0/kind"])
    #expect(refusals?.map(\.detail) == ["One of: group, place.", "One of: family-member."])
  }

  @Test func `what is given is kept, and nothing is kept where nothing is given`() throws {
    let given = try Play(BesidesTests.policy) {
      $0.besides = Besides(subjects: ["place"], parties: ["family-member"])
    }
    let bare = try Play(BesidesTests.policy)

    #expect(given.state.raised.besides?.subjects == ["place"])
    #expect(given.state.raised.besides?.parties == ["family-member"])
    #expect(bare.state.raised.besides == nil)
  }

  @Test func `what was restricted elsewhere stays so here`() throws {
    let play = try Play(BesidesTests.policy) { $0.restricted = true }

    #expect(play.state.raised.restricted)
  }

  @Test func `an agency that disagrees with itself owes once and can agree`() throws {
    var play = try Play(BesidesTests.policy) {
      $0.parties = [
        Party(agency: Play.school, kind: "school", side: .raising),
        Party(agency: Play.school, kind: "school", side: .receiving),
      ]
    }
    var act = Act(kind: .decide)
    act.decision = Decision(basis: .agreed, outcome: "changed", agreedBy: [Play.school])

    try play.order(.act(act))

    #expect(play.item("meet-up")?.owners == [.agency(Play.school)])
    #expect(play.state.sides(of: Play.school) == [.raising, .receiving])
    #expect(play.state.acts(.decide).count == 1)
  }

  @Test func `an outcome is each child's own, by the policy's list`() throws {
    var play = try Play(BesidesTests.policy)
    func resolution(_ outcomes: [String: Code]) -> Command {
      .resolve(
        Resolution(
          basis: .assent, outcome: "changed", assenting: [], dissenting: [],
          childOutcomes: outcomes))
    }

    #expect(play.refusals(resolution(["child-9": "changed"])) == [.noSuchEntry])
    #expect(play.refusals(resolution(["child-1": "gone"])) == [.unknownCode])
    try play.order(resolution(["child-1": "unchanged"]))
    #expect(play.state.resolution?.childOutcomes == ["child-1": "unchanged"])
  }
}
