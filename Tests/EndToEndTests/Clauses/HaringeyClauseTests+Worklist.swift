import JSON
import Testing

/// What the stages of each track ask, read as one list, and what is left of it.
extension HaringeyClauseTests {
  private static let visit =
    #"{"owner": "haringey-social-care", "what": "Visit.", "agreed": true}"#

  @Test func `HAR-21 what each stage asks, of whom, how strongly and on what ground`() async throws
  {
    let played = try await raise(#""involved": ["haringey-health"]"#)
    try await played.post("actions", HaringeyClauseTests.visit)
    try await talkOfManagers(played)
    try await played.move(to: "stage-2")
    try await resolve(played)
    let asked = try await played.worklist()

    #expect(
      asked["stage-1"] == """
        consult-own-lead [HAR-20] st-hilda should consult as line-manager/safeguarding-lead; \
        private
        check-facts [HAR-16] st-hilda should check, saying checked-with
        practitioners-discuss [HAR-04] st-hilda should discuss to receiving, or meet, saying \
        differences/outcomes-wanted; an attempt serves
        confirm-record [HAR-06] st-hilda and social-care and health must confirmRecord; outlives \
        the end
        name-supporter [HAR-20] st-hilda may support; lapses with the stage
        s1-managers [HAR-04] st-hilda must discuss as line-manager to receiving, or meet as \
        line-manager, before moving; an attempt serves; or why not; lapses with the stage
        feed-back [HAR-07] st-hilda+social-care should feedBack to raiser; outlives the end
        """)
    #expect(
      asked["stage-2"] == """
        stage-2-complete [HAR-05] st-hilda+social-care should complete; by no set day
        s2-convene [HAR-05] st-hilda+social-care should convene as head-of-service; by no set \
        day; lapses with the stage
        s2-attend [HAR-05] st-hilda and social-care and health should attend as head-of-service, \
        or meet as head-of-service; an attempt serves; lapses with the stage
        final-feedback [HAR-07] st-hilda+social-care should feedBack to raiser; outlives the end
        debrief [HAR-08] st-hilda and social-care may debrief, saying training-need; outlives \
        the end
        identify-learning [HAR-12] st-hilda and social-care should identifyLearning to \
        partnership via agency-representative; outlives the end
        """)
  }

  @Test func `HAR-09 what a request for a conference asks, a step at a time`() async throws {
    let played = try await raise(
      #""category": "conference-refused", "involved": ["haringey-health"]"#)
    try await talkOfManagers(played)
    try await played.move(to: "request", #""track": "conference-request""#)
    try await played.post("acts", #"{"kind": "write"}"#)
    try await played.post(
      "acts", #"{"kind": "support", "by": {"name": "M", "role": "senior-manager"}}"#)
    try await resolve(played)
    let asked = try await played.worklist()

    #expect(
      asked["request"] == """
        request-conference [HAR-09] st-hilda should write to kind:childrens-social-care, saying \
        grounds
        support-request [HAR-09] st-hilda should support as \
        senior-manager/named-professional/designated-professional, after request-conference
        convene-conference [HAR-09] social-care should convene, answering convened/refused(why)
        final-feedback [HAR-07] st-hilda+social-care should feedBack to raiser; outlives the end
        identify-learning [HAR-12] st-hilda and social-care should identifyLearning to \
        partnership via agency-representative; outlives the end
        """)
  }

  @Test func `HAR-10 what the round table asks, of whom and how strongly`() async throws {
    let played = try await raise(
      #""track": "round-table", "facts": ["polarised"], "involved": ["haringey-health"]"#,
      by: HaringeyClauseTests.care, with: HaringeyClauseTests.police)
    for duty in ["feed-back", "notify-front-line", "consider-dissent"] {
      #expect(try await played.duties(duty).isEmpty, "\(duty) waits for what it is about")
    }
    try await played.post("actions", HaringeyClauseTests.visit)
    try await played.post("dissents", #"{"words": "No."}"#)
    try await resolve(played)
    let asked = try await played.worklist()

    #expect(
      asked["round-table"] == """
        round-table-complete [HAR-10] social-care+police should complete; by no set day
        confirm-record [HAR-10] social-care and police and health must confirmRecord; outlives \
        the end
        convene-round-table [HAR-10] social-care+police+health should convene, or submitForm, on \
        haringey-round-table; by no set day
        attend-round-table [HAR-10] social-care and police and health should attend as \
        head-of-service/detective-chief-inspector/designated-professional, or meet as \
        head-of-service/detective-chief-inspector/designated-professional; an attempt serves; \
        lapses with the stage
        feed-back [HAR-07] social-care+police should feedBack to raiser; outlives the end
        notify-front-line [HAR-10] social-care and police and health should notify; outlives the \
        end; each time
        consider-dissent [HAR-10] social-care+police+health should consider, answering \
        yes(why)/no(why); each time
        final-feedback [HAR-07] social-care+police should feedBack to raiser; outlives the end
        identify-learning [HAR-12] social-care and police should identifyLearning to partnership \
        via agency-representative; outlives the end
        """)
  }

  @Test func `HAR-11 what the stages ask over an allegation`() async throws {
    let played = try await raise(
      #""track": "allegation", "category": "allegation", "involved": ["haringey-health"]"#)
    try await played.post("actions", HaringeyClauseTests.visit)
    try await talkOfManagers(played)
    try await played.move(to: "stage-2")
    try await resolve(played)
    let asked = try await played.worklist()

    #expect(
      asked["stage-1"] == """
        consult-own-lead [HAR-20] st-hilda should consult as line-manager/safeguarding-lead; \
        private
        confirm-record [HAR-06] st-hilda and social-care and health must confirmRecord; outlives \
        the end
        s1-managers [HAR-11] st-hilda must discuss as line-manager to receiving, or meet as \
        line-manager, before moving; an attempt serves; or why not; lapses with the stage
        feed-back [HAR-07] st-hilda+social-care should feedBack to raiser; outlives the end
        """)
    #expect(
      asked["stage-2"] == """
        stage-2-complete [HAR-11] st-hilda+social-care should complete; by no set day
        s2-convene [HAR-11] st-hilda+social-care should convene as head-of-service; by no set \
        day; lapses with the stage
        s2-attend [HAR-11] st-hilda and social-care and health should attend as head-of-service, \
        or meet as head-of-service; an attempt serves; lapses with the stage
        final-feedback [HAR-07] st-hilda+social-care should feedBack to raiser; outlives the end
        debrief [HAR-08] st-hilda and social-care may debrief, saying training-need; outlives \
        the end
        """)
  }

  /// A way to begin on a track, and where it leads to in the end.
  struct Beginning: Sendable, CustomTestStringConvertible {
    let members: String
    let raiser: String
    let testDescription: String

    static let all = [
      Beginning(members: "", raiser: school, testDescription: "an escalation"),
      Beginning(
        members:
          #""track": "round-table", "facts": ["polarised"], "involved": ["haringey-health"]"#,
        raiser: police, testDescription: "a round table"),
      Beginning(
        members: #""track": "allegation", "category": "allegation""#, raiser: school,
        testDescription: "an allegation"),
    ]
  }

  @Test(arguments: Beginning.all)
  func `HAR-07 feedback is owed for an action and for a decision, and once given not at the end`(
    beginning: Beginning
  ) async throws {
    let decision = """
      {"basis": "agreed", "outcome": "changed",
       "agreedBy": ["\(beginning.raiser)", "\(HaringeyClauseTests.care)"]}
      """
    for (call, body) in [("actions", HaringeyClauseTests.visit), ("decisions", decision)] {
      let played = try await raise(beginning.members, by: beginning.raiser)
      try await played.post(call, body)
      #expect(try await played.states(of: "feed-back") == ["open"], "\(call)")
      try await played.post("feedback", #"{"words": "Told."}"#, by: played.other)
      #expect(try await played.states(of: "feed-back") == ["met"])

      try await resolve(played)

      #expect(try await played.duties("final-feedback").isEmpty)
    }
    let quiet = try await raise(beginning.members, by: beginning.raiser)
    try await resolve(quiet)
    #expect(try await quiet.states(of: "final-feedback") == ["open"])
  }

  @Test func `HAR-05 what lives with its stage lapses there, the rest at the end or never`()
    async throws
  {
    let played = try await raise(#""facts": ["conference-wanted"]"#)
    try await played.discuss(
      #""how": "declined", "reason": "On leave.", "by": {"name": "B", "role": "line-manager"}"#)
    try await played.move(to: "stage-2")
    #expect(try await played.states(of: "name-supporter", at: 1) == ["lapsed"])
    try await played.move(to: "request", #""track": "conference-request""#)
    for duty in ["s2-convene", "s2-attend"] {
      #expect(Set(try await played.states(of: duty)) == ["lapsed"], "\(duty)")
    }
    let open = [
      "consult-own-lead", "check-facts", "practitioners-discuss", "request-conference",
      "support-request",
    ]
    for duty in open { #expect(try await played.states(of: duty) == ["open"], "\(duty)") }

    try await resolve(played)

    for duty in open { #expect(try await played.states(of: duty) == ["lapsed"], "\(duty)") }
    let lasting = ["confirm-record", "final-feedback", "identify-learning"]
    for duty in lasting {
      #expect(Set(try await played.states(of: duty)) == ["open"], "\(duty)")
    }
  }

  @Test func `HAR-10 what a round table leaves undone outlives it or ends with it`() async throws {
    let played = try await raise(
      #""track": "round-table", "facts": ["polarised"]"#, by: HaringeyClauseTests.police)
    try await played.post("actions", HaringeyClauseTests.visit)
    try await played.post("dissents", #"{"words": "No."}"#)
    let again = try await played.post("dissents", #"{"words": "Still no."}"#, by: played.other)
    #expect(again.status == 201)
    #expect(try await played.duties("consider-dissent").count == 2, "each is considered")

    try await played.move(to: "stage-2", #""track": "escalation""#)
    #expect(Set(try await played.states(of: "attend-round-table")) == ["lapsed"])
    #expect(try await played.states(of: "convene-round-table") == ["open"])
    try await resolve(played)

    #expect(try await played.states(of: "convene-round-table") == ["lapsed"])
    #expect(Set(try await played.states(of: "consider-dissent")) == ["lapsed"])
    #expect(Set(try await played.states(of: "notify-front-line")) == ["open"])
    #expect(Set(try await played.states(of: "confirm-record")) == ["open"])
  }
}
