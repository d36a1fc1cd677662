import JSON
import Testing

/// What the stages ask, read as one list, and what is left of it.
extension CroydonClauseTests {
  @Test func `CRO-04 what each stage asks, of whom, how strongly and on what ground`() async throws
  {
    let played = try await raise(#""involved": ["croydon-health"], "facts": ["transition"]"#)
    try await climb(played, to: 5, consulting: "yes")
    let asked = try await played.worklist()

    #expect(
      asked["stage-1"] == """
        consult-own-lead [CRO-10] st-hilda should consult as line-manager; private
        state-concern [CRO-12] st-hilda should state, saying \
        decision-disputed/evidence/outcome-sought
        state-level [CRO-01] st-hilda should check
        include-network [CRO-23] st-hilda should notify to involved
        stage-1-complete [CRO-11] st-hilda+social-care should complete; by 2026-06-10
        discuss [CRO-13] st-hilda must discuss to receiving, saying outcome, before moving; an \
        attempt serves; or why not; lapses with the stage
        confirm-record [CRO-17] st-hilda and social-care and health should confirmRecord, saying \
        agreed-outcomes/outstanding-issues; outlives the end
        group-consultation [CRO-14] st-hilda+social-care may meet, saying \
        who-took-part/way-forward; lapses with the stage
        """)
    #expect(
      asked["stage-2"] == """
        stage-2-complete [CRO-11] st-hilda+social-care should complete; by 2026-06-10
        """)
    #expect(
      asked["stage-3"] == """
        stage-3-complete [CRO-11] st-hilda+social-care should complete; by 2026-06-10
        s3-consider-consultation [CRO-14] st-hilda must consider, answering yes(why)/no(why), \
        before moving
        s3-form [CRO-15] st-hilda must submitForm to partnership, on croydon-notification, \
        before moving/resolving; or why not; assumed
        s3-hold-consultation [CRO-14] st-hilda+social-care should meet, saying \
        who-took-part/way-forward
        """)
    #expect(
      asked["stage-4"] == """
        stage-4-complete [CRO-11] st-hilda+social-care should complete; by 2026-06-10
        s4-form [CRO-15] st-hilda must submitForm to partnership, on croydon-notification, \
        before moving/resolving; or why not; assumed
        """)
    #expect(
      asked["stage-5"] == """
        stage-5-complete [CRO-11] st-hilda+social-care should complete; by 2026-06-10
        s5-form [CRO-15] st-hilda must submitForm to partnership, on croydon-notification, \
        before resolving; or why not; assumed
        """)
  }

  @Test func `CRO-13 what lives with its stage lapses there, the rest at the end or never`()
    async throws
  {
    let played = try await raise(#""facts": ["transition"]"#)
    try await climb(played, to: 4, consulting: "yes")
    let left = ["group-consultation"]
    let open = [
      "consult-own-lead", "state-concern", "state-level", "include-network", "s3-hold-consultation",
    ]

    for duty in left { #expect(try await played.states(of: duty, at: 1) == ["lapsed"]) }
    for duty in open { #expect(try await played.states(of: duty) == ["open"], "\(duty)") }
    try await declineForm(played)
    let closed = try await played.change("resolution", #"{"basis": "assent"}"#)

    #expect(closed.status == 201, "no other duty stands in the way of a resolution")
    for duty in open { #expect(try await played.states(of: duty) == ["lapsed"], "\(duty)") }
    #expect(Set(try await played.states(of: "confirm-record")) == ["open"])
  }

  @Test(arguments: [1, 2, 3, 4, 5])
  func `CRO-11 both sides may agree an earlier day at each stage, and never a later one`(stage: Int)
    async throws
  {
    let played = try await raise()
    if stage > 1 { try await climb(played, to: stage) }
    let duty = "stage-\(stage)-complete"
    let earlier = #"{"duty": "\#(duty)", "dueOn": "2026-06-04"}"#

    let later = try await played.post("limits", #"{"duty": "\#(duty)", "dueOn": "2026-06-11"}"#)
    try await played.post("limits", earlier)
    try await played.post("limits", earlier, by: played.other)

    #expect(later.code == "limitNotChangeable")
    let clock = try await played.duty(duty)["clock"]
    #expect(clock?.text("limit", "on") == "2026-06-04")
    #expect(clock?.text("cause") == "agreed")
  }

  @Test func `CRO-14 considering is a yes or a no with its reason, and no attempt at one`()
    async throws
  {
    let played = try await raise()
    try await climb(played, to: 3)
    #expect(try await played.duties("s3-hold-consultation").isEmpty)
    try await played.discuss(#""facts": ["stuck"]"#)
    #expect(try await played.get().json.texts("facts") == ["stuck"])

    for way in [#""answer": "no""#, #""how": "attempted""#, #""how": "declined", "reason": "R""#] {
      try await played.post("consultations", #"{"kind": "consider", \#(way)}"#)
      #expect(try await played.duty("s3-consider-consultation").text("state") == "open", "\(way)")
    }
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "no", "reason": "Not stuck."}"#)
    #expect(try await played.duty("s3-consider-consultation").text("state") == "met")
    #expect(try await played.duties("s3-hold-consultation").isEmpty)
  }

  @Test(arguments: [3, 4, 5])
  func `CRO-15 the form is submitted or declined, an attempt is neither; ending waits for it`(
    stage: Int
  ) async throws {
    let played = try await raise()
    try await climb(played, to: stage)

    try await played.post("acts", #"{"kind": "submitForm", "how": "attempted"}"#)
    let ended = try await played.change("resolution", #"{"basis": "assent"}"#)

    #expect(try await played.duty("s\(stage)-form").text("state") == "open")
    #expect(ended.clauses == ["CRO-15"])
  }

  @Test func `CRO-20 only the body that may decide does, not an agency that claims to be it`()
    async throws
  {
    let played = try await raise()
    let decide = """
      {"basis": "determined", "outcome": "changed", "words": "As asked.",
       "by": {"name": "E", "role": "executive-group"}}
      """
    let early = try await played.post("decisions", decide, by: played.office("decider"))
    try await climb(played, to: 5)
    let claimed = try await played.post("decisions", decide)
    let decided = try await played.post("decisions", decide, by: played.office("decider"))

    #expect(early.code == "notTheDecider", "no stage before the fifth names a decider")
    #expect(claimed.code == "notTheDecider")
    #expect(decided.status == 201, "\(decided.text)")
  }

  @Test(arguments: ["early-help", "child-in-need", "child-protection", "looked-after", "none"])
  func `CRO-01 a child at each level of support, and none yet, but always a child`(level: String)
    async throws
  {
    let raised = try await tryRaising(
      #""children": [{"localReference": "1", "level": "\#(level)"}]"#)
    let childless = try await tryRaising(#""children": []"#)

    #expect(raised.status == 201, "\(raised.text)")
    #expect(childless.faults == ["childMissing /children"])
  }

  @Test func `CRO-17 a resolution asks for the outcomes in writing, and for the issues left`()
    async throws
  {
    let rule = try await policy()[path: ["tracks", "0", "resolution"]]

    #expect(rule?.text("clause") == "CRO-17")
    #expect(
      rule?["contents"]?.arrayValue?.compactMap { $0.text("id") }
        == ["agreed-outcomes", "outstanding-issues"])
  }

  @Test func `CRO-21 what is read into the text or left open says so`() async throws {
    let notes = try await policy()["notes"]?.arrayValue ?? []
    let others = notes.filter { $0.text("clause") != "CRO-20" }

    #expect(
      others.compactMap { $0.text("about") } == ["/effectiveFrom", "significance", "informal"])
    #expect(others.compactMap { $0.text("clause") } == ["CRO-24", "CRO-21", "CRO-04"])
  }
}
