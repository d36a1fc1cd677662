import JSON
import Testing

/// Resolution, debrief and learning.
extension HaringeyClauseTests {
  @Test func `HAR-08 a debrief is offered after the end, and a training need goes into learning`()
    async throws
  {
    let played = try await raise()
    try await resolve(played)
    let offered = try await played.duty("debrief")
    let debrief = try await played.post(
      "acts",
      #"{"kind": "debrief", "contents": {"training-need": "Thresholds."}, "by": {"name": "A"}}"#)
    let learning = try await played.post(
      "learning", #"{"kind": "training", "words": "How thresholds are read."}"#)

    #expect(offered.text("state") == "offered")
    #expect(offered.text("clause") == "HAR-08")
    #expect(debrief.json.texts("met") == ["1.debrief.haringey-st-hilda"])
    #expect(learning.status == 201, "\(learning.text)")
    let seen = try await played.get().json
    #expect(seen["learning"]?.arrayValue?.first?.texts("routes") == ["training"])
    #expect(seen.text("state") == "resolved")
  }

  @Test func `HAR-12 learning takes the route of its kind, at a discussion or after the end`()
    async throws
  {
    let played = try await raise()
    let kinds = [
      ("significantDisagreement", "joint-operational-group"), ("general", "quality-assurance"),
      ("policyGap", "policy-gap"), ("theme", "discussion-theme"),
    ]
    for (kind, _) in kinds {
      let answer = try await played.post("learning", #"{"kind": "\#(kind)", "words": "A."}"#)
      #expect(answer.status == 201, "\(answer.text)")
    }
    try await resolve(played)

    let noted = try await played.get().json["learning"]?.arrayValue ?? []
    #expect(noted.map { $0.texts("routes") } == kinds.map { [$0.1] })
    let owed = try await played.duty("identify-learning")
    #expect(owed.text("state") == "open")
    let routes = try await policy()
    let group = routes.entry(of: "learningRoutes", where: "code", is: "joint-operational-group")
    #expect(group?.text("note")?.contains("bi-monthly") == true)
  }

  @Test func `HAR-12 the partnership sees names from stage 2 on, before that an outline`()
    async throws
  {
    let played = try await raise()
    let before = try await played.get(by: played.office("partnership"))
    try await talkOfManagers(played)
    try await played.move(to: "stage-2")
    let after = try await played.get(by: played.office("partnership"))

    #expect(before.json.text("mask") == "outline")
    #expect(!before.text.contains("ST-0042"))
    #expect(after.json["mask"] == nil)
    #expect(after.text.contains("ST-0042"))
  }

  @Test func `HAR-18 a resolution holds the next steps, and each party's assent or dissent`()
    async throws
  {
    let played = try await raise()
    let bare = try await played.change("resolution", #"{"basis": "assent", "outcome": "changed"}"#)
    let both = try await resolve(
      played, #""assenting": ["haringey-st-hilda"], "dissenting": ["haringey-st-hilda"]"#)
    let resolved = try await resolve(
      played,
      #""outcome": "unchanged-understood", "dissenting": ["haringey-social-care"]"#)

    #expect(bare.faults == ["contentsMissing /contents/next-steps"])
    #expect(bare.clauses == ["HAR-18"])
    #expect(both.faults == ["agencyTwice /dissenting"])
    #expect(resolved.status == 201, "\(resolved.text)")
    let seen = try await played.get(by: played.other).json["resolution"]
    #expect(seen?.texts("assenting") == ["haringey-st-hilda"])
    #expect(seen?.texts("dissenting") == ["haringey-social-care"])
    #expect(seen?.text("contents", "next-steps") == "A joint visit.")
  }
}
