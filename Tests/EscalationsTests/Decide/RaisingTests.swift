import Escalations
import Testing

@Suite("Raising") struct RaisingTests {
  @Test func `a sentence, two agencies and a child are enough`() throws {
    let play = try Play()

    #expect(play.state.stage == "one")
    #expect(play.state.isOpen)
    #expect(play.owed() == ["one-complete", "talk", "confirm"])
    #expect(play.owed(by: Play.care) == ["one-complete", "confirm"])
    #expect(play.owed(by: Play.health) == [])
  }

  @Test func `the stage's limit of seven working days passes over the weekend`() throws {
    let play = try Play(at: "2026-06-01T09:00:00Z")

    let limit = try #require(play.item("one-complete")?.timing?.limit)
    #expect(limit.date == (try Fixture.date("2026-06-10")))
    #expect(limit.at == (try Fixture.instant("2026-06-10T23:00:00Z")))
  }

  @Test func `every reason is given at once`() throws {
    let rules = try Play.rules(Ladder.policy())
    let raising = Play.raising {
      $0.children = []
      $0.category = "none-such"
      $0.facts = ["resources", "weather"]
      $0.parties = [Party(agency: Play.school, kind: "school", side: .raising)]
    }

    let reasons = #expect(throws: Refused.self) {
      try rules.raise(raising, by: Play.school, now: .earliest)
    }?.refusals
    #expect(
      reasons?.map(\.reason) == [.notAParty, .childMissing, .unknownCode, .unknownCode])
    #expect(reasons?.map(\.pointer) == ["/receiving", "/children", "/category", "/facts/1"])
  }

  @Test func `a dispute inside one agency is refused with where to go`() throws {
    let rules = try Play.rules(Ladder.policy())
    let raising = Play.raising {
      $0.parties = [
        Party(agency: Play.school, kind: "school", side: .raising),
        Party(agency: Play.school, kind: "school", side: .receiving),
      ]
    }

    let refusal = #expect(throws: Refused.self) {
      try rules.raise(raising, by: Play.school, now: .earliest)
    }?.refusals.first
    #expect(refusal?.reason == .outOfScope)
    #expect(refusal?.detail.contains("Its own procedure") == true)
    #expect(refusal?.clause == "T-1")
  }

  @Test func `a matter that belongs elsewhere is refused alone and taken with another`() throws {
    let rules = try Play.rules(Ladder.policy())
    let alone = Play.raising { $0.matters = ["conduct"] }
    let mixed = Play.raising { $0.matters = ["conduct", "decision-about-child"] }

    #expect(throws: Refused.self) { try rules.raise(alone, by: Play.school, now: .earliest) }
    #expect(throws: Never.self) { try rules.raise(mixed, by: Play.school, now: .earliest) }
  }

  @Test func `an area called other wants words`() throws {
    let rules = try Play.rules(Ladder.policy())
    let bare = Play.raising { $0.category = "other" }
    let told = Play.raising {
      $0.category = "other"
      $0.parts.append(Part(class: .narrative, member: "/categoryWords", text: "housing"))
    }

    #expect(throws: Refused.self) { try rules.raise(bare, by: Play.school, now: .earliest) }
    #expect(throws: Never.self) { try rules.raise(told, by: Play.school, now: .earliest) }
  }

  @Test func `entering at the last stage shows what was passed over`() throws {
    let play = try Play { raising in
      raising.stage = "three"
      raising.parts.append(Part(class: .narrative, member: "/reason", text: "urgent"))
    }

    #expect(play.state.stage == "three")
    #expect(play.state.skipped == ["one", "two"])
  }

  @Test func `no escalation begins on a track that one only crosses over to`() throws {
    let rules = try Play.rules(Ladder.policy())

    let refused = #expect(throws: Refused.self) {
      try rules.raise(Play.raising { $0.track = "side" }, by: Play.school, now: .earliest)
    }
    #expect(refused?.refusals.map(\.reason) == [.trackNotStartable])
  }

  @Test func `an area of disagreement belongs to the tracks that the policy gives it`() throws {
    let rules = try Play.rules(Ladder.policy())
    let raising = Play.raising { $0.category = "table-only" }

    let refusals = #expect(throws: Refused.self) {
      try rules.raise(raising, by: Play.school, now: .earliest)
    }?.refusals

    #expect(refusals?.map(\.reason) == [.unknownCode])
    #expect(refusals?.first?.detail == "One of: threshold, other.")
  }
}
