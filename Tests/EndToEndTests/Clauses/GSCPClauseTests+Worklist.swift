import JSON
import Testing

/// What the stages ask, read as one list, and what is left of it.
extension GSCPClauseTests {
  @Test func `GSC-17 what each stage asks, of whom, how strongly and on what ground`() async throws
  {
    let played = try await raise(#""involved": ["gscp-health"]"#)
    try await agreeAction(played)
    try await climb(played, to: 2)
    try await played.post("acts", #"{"kind": "check", "category": "threshold"}"#)
    try await agreeAction(played)
    try await played.discuss(
      #"""
      "participants": [{"agency": "gscp-social-care", "role": "mash-service-manager"}]
      """#)
    try await played.move(to: "stage-3")
    try await played.discuss()
    try await fail(played)
    try await played.move(to: "stage-4")
    #expect(
      try await played.worklist()["stage-4"].split(separator: "\n").count == 1,
      "the consideration, and nothing that follows from it yet")
    try await takeToTheChair(played)
    let asked = try await played.worklist()

    #expect(
      asked["stage-1"] == """
        state-area [GSC-02] st-hilda should check; assumed
        communicate [GSC-08] st-hilda must discuss to receiving, or meet, or write, or notify, \
        before moving; an attempt serves; lapses with the stage
        run-faster [GSC-03] st-hilda may state, saying reason!; lapses with the stage
        confirm-record [GSC-07] st-hilda and social-care should confirmRecord, saying \
        conflict/agreement; outlives the end
        s1-discuss [GSC-04] st-hilda+social-care should discuss; an attempt serves; by \
        2026-06-02; lapses with the stage
        s1-feed-back [GSC-07] st-hilda and social-care should feedBack with line-manager to \
        tookPartAt:stage-1; by no set day; outlives the end; each time
        s1-report [GSC-18] st-hilda must report as line-manager, or consult as \
        designated-professional/named-professional, before moving; lapses with the stage; \
        private
        s1-managers-contact [GSC-05] st-hilda+social-care should discuss as \
        line-manager/designated-professional/named-professional; an attempt serves; by \
        2026-06-02; lapses with the stage
        """)
    #expect(
      asked["stage-2"] == """
        stage-2-complete [GSC-09] st-hilda+social-care should complete; by no set day
        s2-consider [GSC-09] st-hilda+social-care should discuss as second-tier-manager, or meet \
        as team-around-the-family; an attempt serves; lapses with the stage
        s2-safeguarding-advice [GSC-09] st-hilda and social-care should consult as \
        designated-professional/named-professional, or discuss as second-tier-manager; lapses \
        with the stage
        s2-mash [GSC-10] st-hilda must discuss with mash-service-manager, or meet, before \
        moving; an attempt serves; lapses with the stage
        feed-back-second-tier [GSC-16] st-hilda and social-care should feedBack with \
        second-tier-manager to tookPartAt:stage-2; by no set day; outlives the end; each time
        """)
    #expect(
      asked["stage-3"] == """
        s3-head-of-service [GSC-11] social-care should discuss as head-of-service-childrens; an \
        attempt serves; lapses with the stage
        s3-equivalent [GSC-11] st-hilda should discuss as head-of-service; an attempt serves; \
        lapses with the stage
        s3-decision [GSC-12] st-hilda+social-care must decide, answering \
        reached/not-reached(why), saying views/clarity, before moving; an attempt serves; lapses \
        with the stage
        """)
    #expect(
      asked["stage-4"] == """
        s4-consider-group [GSC-13] st-hilda consider consider, answering yes(why)/no(why)
        s4-refer-group [GSC-13] st-hilda should refer to panel:resolution-group, or submitForm, \
        on gscp-resolution-group
        s4-group [GSC-14] panel:resolution-group should meet, answering resolved/not-resolved, \
        saying attendance!
        s4-refer-chair [GSC-15] panel:resolution-group should refer with executive-chair to \
        partnership
        s4-chair [GSC-15] partnership should respond as executive-chair
        """)
  }

  /// From the consideration of the Resolution Group to the Chair of the Executive, a step at a time.
  private func takeToTheChair(_ played: PlayedCase) async throws {
    let office = played.office("partnership")
    let steps: [(String, String, Caller, String)] = [
      (
        "consultations", #"{"kind": "consider", "answer": "yes", "reason": "Stuck."}"#,
        played.raiser, "s4-refer-group"
      ),
      ("acts", #"{"kind": "refer"}"#, played.raiser, "s4-group"),
      (
        "acts", #"{"kind": "meet", "answer": "not-resolved", "contents": {"attendance": "All."}}"#,
        office, "s4-refer-chair"
      ),
      ("acts", #"{"kind": "refer"}"#, office, "s4-chair"),
    ]
    for (call, body, caller, next) in steps {
      #expect(try await played.duties(next).isEmpty, "\(next) waits for the step before")
      try await played.post(call, body, by: caller)
      #expect(try await played.duty(next).text("state") == "open")
    }
  }

  @Test func `GSC-13 after the end lessons are considered, and referred if there may be any`()
    async throws
  {
    let played = try await raise()
    try await played.change("resolution", #"{"basis": "assent", "outcome": "changed"}"#)
    #expect(try await played.duties("refer-lessons").isEmpty)
    for answer in ["yes", "no"] {
      let bare = try await played.post(
        "consultations",
        #"{"kind": "consider", "duties": ["consider-lessons"], "answer": "\#(answer)"}"#)
      #expect(bare.faults == ["reasonMissing /reason"])
    }
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "It recurs."}"#,
      by: played.other)
    let closed = try await played.worklist()

    #expect(
      closed["stage-1"].hasSuffix(
        """
        consider-lessons [GSC-13] st-hilda+social-care consider consider, answering \
        yes(why)/no(why); outlives the end
        refer-lessons [GSC-13] st-hilda+social-care should refer to panel:resolution-group, or \
        submitForm, on gscp-resolution-group; outlives the end
        """))
  }

  @Test func `GSC-13 where the group was considered at stage 4, lessons only if there may be some`()
    async throws
  {
    for (facts, count) in [("", 0), (#""facts": ["lessons"]"#, 1)] {
      let played = try await raise(facts)
      try await climb(played, to: 4)
      try await played.change("resolution", #"{"basis": "assent", "outcome": "changed"}"#)

      #expect(try await played.duties("consider-lessons").count == count)
    }
  }

  @Test func `GSC-08 what lives with its stage lapses there, the rest at the end or never`()
    async throws
  {
    let played = try await raise(#""category": "threshold""#)
    try await agreeAction(played)
    try await played.discuss(#""how": "attempted""#)
    try await report(played)
    try await played.discuss(#""how": "attempted""#)
    try await played.move(to: "stage-2")
    let first = ["run-faster": "lapsed", "s1-managers-contact": "lapsed", "s1-feed-back": "open"]
    for (duty, state) in first {
      #expect(Set(try await played.states(of: duty, at: 1)) == [state], "\(duty)")
    }
    #expect(
      try await played.states(of: "s1-report", at: 1, seenBy: played.other) == ["lapsed"],
      "what the other side left undone goes with its stage")

    try await played.change("resolution", #"{"basis": "assent"}"#)

    let second = ["communicate", "s2-consider", "s2-safeguarding-advice", "s2-mash"]
    for duty in second {
      #expect(Set(try await played.states(of: duty, at: 2)) == ["lapsed"], "\(duty)")
    }
    #expect(try await played.states(of: "state-area") == [])
    #expect(Set(try await played.states(of: "confirm-record")) == ["open"])
    #expect(Set(try await played.states(of: "s1-feed-back")) == ["open"])
  }
}
