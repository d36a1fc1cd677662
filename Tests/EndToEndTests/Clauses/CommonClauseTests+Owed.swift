import JSON
import Testing

/// What is owed, as each of those who take part is told it.
extension CommonClauseTests {
  @Test func `ALL-03 naming what others owe, or what is no longer owed, meets nothing and says so`()
    async throws
  {
    let played = try await raise()
    try await played.discuss()
    let body = #"{"summary": "S", "duties": ["discuss"]}"#
    let others = try await played.post("discussions", body, by: played.other)
    let again = try await played.post("discussions", body)
    let inside = try await played.post(
      "consultations",
      #"{"kind": "consult", "duties": ["consult-own-lead"], "by": {"name": "A", "role": "line-manager"}}"#,
      by: played.other)

    for answer in [others, again, inside] {
      #expect(answer.status == 201, "it is worth recording all the same")
      #expect(answer.json.texts("met").isEmpty)
    }
    #expect(others.remark("namedInVain")?.text("clause") == "CRO-13")
    #expect(again.remark("namedInVain")?.text("detail")?.contains("no longer owed") == true)
    let word = inside.remark("namedInVain")?.text("detail")
    #expect(word?.contains("not owed by you at this moment") == true)
    #expect(word?.contains("others") == false, "whether the school owes it is the school's affair")
  }

  @Test func `ALL-03 the status counts what all may see, and says the same to each`() async throws {
    let played = try await raise()
    let before = try await played.status()["owed"]?.int64Value
    let callers = [
      played.raiser, played.other, played.office("partnership"), played.office("dashboard"),
    ]
    for caller in callers {
      let seen = try await played.get("status", by: caller).json["owed"]?.int64Value
      #expect(seen == before)
    }
    let shown = try await played.duties(seenBy: played.other)
    #expect(before == Int64(shown.count { $0.text("state") == "open" }))

    let advised = try await played.post(
      "consultations", #"{"kind": "consult", "by": {"name": "A", "role": "line-manager"}}"#)

    #expect(advised.json.texts("met") == ["1.consult-own-lead.croydon-st-hilda"])
    #expect(try await played.status()["owed"]?.int64Value == before, "what is internal stays so")
  }

  @Test func `ALL-03 an agency that left is told what the others were told last`() async throws {
    let played = try await raise(#""involved": ["croydon-health"]"#)
    let health = try server.caller("croydon-health")
    let left = try await played.post(
      "parties/leave", #"{"reason": "Our part is done."}"#, by: health)
    try await played.discuss()
    let last = try await played.get("status", by: health).json

    #expect(left.status == 201, "\(left.text)")
    #expect(last["asOf"] != nil)
    let now = try await played.status()["owed"]?.int64Value ?? 0
    #expect(last["owed"]?.int64Value == now + 1, "the discussion was still owed then")
  }
}
