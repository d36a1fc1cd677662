import Escalations
import Testing

@Suite("Immediate risk while a disagreement runs") struct RiskTests {
  private func state(_ answer: RiskAnswer, _ children: [String: RiskAnswer] = [:]) -> Command {
    .stateRisk(RiskStatement(answer: answer, children: children))
  }

  @Test func `the flag stays until the raising side states otherwise`() throws {
    var play = try Play { $0.risk = .yes }

    let event = try play.order(state(.no), by: .agency(Play.care))

    #expect(event.body.riskStatement?.stands == false)
    #expect(play.state.risk.answer == .yes)
    try play.order(state(.no))
    #expect(play.state.risk.answer == .no)
  }

  @Test(arguments: [(Play.care, RiskAnswer.yes), (Play.health, .notKnown)])
  func `whoever sees more danger is heard, on whatever side`(
    agency: AgencyID, answer: RiskAnswer
  ) throws {
    var play = try Play()

    try play.order(state(answer), by: .agency(agency))

    #expect(play.state.risk.answer == answer)
  }

  @Test func `the case is as grave as its gravest child`() throws {
    var play = try Play()

    try play.order(state(.no, ["child-1": .yes]))

    #expect(play.state.risk.answer == .yes)
    #expect(play.refusals(state(.no, ["child-7": .no])) == [.noSuchEntry])
  }

  @Test func `a move that repeats the answer keeps who was told`() throws {
    var play = try Play { $0.risk = .yes }
    let told = RiskStatement(answer: .yes, toldKind: "police")
    try play.order(.stateRisk(told))
    try play.act(.discuss)

    try play.order(.move(to: "two", track: nil, risk: .yes))

    #expect(play.state.risk == told)
  }
}
