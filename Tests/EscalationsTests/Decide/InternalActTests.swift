import Escalations
import Testing

@Suite("Acts inside one agency") struct InternalActTests {
  private static let duties = [
    Duty(
      id: "approve", title: "Approve", act: .approve, owedBy: .each, force: .should,
      after: .recorded(.discussion), repeats: true, provenance: Ladder.source),
    Duty(
      id: "approve-own", title: "Approve", act: .approve, owedBy: .each, force: .should,
      after: .recorded(.discussion), repeats: true, isPrivate: true, provenance: Ladder.source),
  ]

  private func talk(_ change: (inout Act) -> Void = { _ in }) -> Command {
    var act = Act(kind: .discuss)
    change(&act)
    return .act(act)
  }

  @Test
  func `a talk inside the agency is its own alone and does not stand for one with the others`()
    throws
  {
    var play = try Play()

    let event = try play.order(talk(), isInternal: true)

    #expect(event.privateTo == Play.school)
    #expect(play.item("talk")?.isOpen == true)
    #expect(play.refusals(talk { $0.duties = ["talk"] }, isInternal: true) == [.internalOnly])
  }

  @Test func `nobody else is said to have been at it`() throws {
    let play = try Play()
    let others = talk {
      $0.participants = [Act.Participant(agency: Play.care, role: nil, present: true)]
    }

    #expect(play.refusals(others, isInternal: true) == [.notAParty])
    #expect(play.refusals(talk(), by: .partnership, isInternal: true) == [.notAParty])
  }

  @Test func `only the agency owes something over it, and only a private duty`() throws {
    var play = try Play(Ladder.policy(everyStage: InternalActTests.duties))

    try play.order(talk(), isInternal: true)

    #expect(play.owed(by: Play.school).contains("approve-own"))
    #expect(!play.owed(by: Play.school).contains("approve"))
    #expect(play.owed(by: Play.care).isDisjoint(with: ["approve", "approve-own"]))
  }

  @Test func `a talk with the others opens the duty that all see`() throws {
    var play = try Play(Ladder.policy(everyStage: InternalActTests.duties))

    try play.order(talk())

    for agency in [Play.school, Play.care] {
      #expect(play.owed(by: agency).contains("approve"))
      #expect(!play.owed(by: agency).contains("approve-own"))
    }
  }

  @Test func `its record is approved by that agency, and does not exist for another`() throws {
    var play = try Play(Ladder.policy(everyStage: InternalActTests.duties))
    try play.order(talk())
    try play.order(talk(), isInternal: true)
    let approval = Command.approve(Approval(discussion: 2, role: nil))

    #expect(play.refusals(approval, by: .agency(Play.care)) == [.noSuchEntry])
    let event = try play.order(approval)

    #expect(event.privateTo == Play.school)
    #expect(!play.owed(by: Play.school).contains("approve-own"))
    #expect(play.owed(by: Play.school).contains("approve"))
  }
}
