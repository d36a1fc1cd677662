import Escalations
import Testing

@Suite("Leaving late, before anybody has recorded that a limit passed") struct LateLeavingTests {
  private static let senior = Ladder.duty(
    "senior", .support, by: .raising, after: .passed("one-complete"))

  private func left(at text: String, recorded: String) throws -> Play {
    var play = try Play(Ladder.policy(first: [LateLeavingTests.senior]))
    try play.act(.discuss)
    try play.wait(until: recorded)
    try play.move(to: "two", at: text)
    return play
  }

  @Test func `what the limit opens is opened all the same, and outlives the stage`() throws {
    let play = try left(at: "2026-06-12T09:00:00Z", recorded: "2026-06-12T09:00:00Z")

    #expect(play.item("one-complete")?.meeting?.verdict == .missed)
    #expect(play.item("senior")?.isOpen == true)
    #expect(play.item("senior")?.key.visit == 1)
    #expect(Escalation.replay(play.recorded) == play.state)
  }

  @Test func `a move that was made in time and recorded late opens nothing`() throws {
    let play = try left(at: "2026-06-10T15:00:00Z", recorded: "2026-06-12T09:00:00Z")

    #expect(play.item("one-complete")?.meeting?.verdict == .met)
    #expect(play.item("senior") == nil)
  }
}
