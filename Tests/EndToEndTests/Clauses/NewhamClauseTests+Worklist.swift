import JSON
import Testing

/// What the stages ask, read as one list, and what is left of it.
extension NewhamClauseTests {
  @Test func `NEW-03 what each stage asks, of whom, how strongly and on what ground`() async throws
  {
    let played = try await raise(#""involved": ["newham-health"]"#)
    try await played.discuss()
    for stage in 2...6 { try await played.move(to: "stage-\(stage)") }
    let asked = try await played.worklist()

    #expect(
      asked["stage-1"] == """
        referral-form [NEW-22] st-hilda may submitForm to partnership, on newham-referral
        confirm-record [NEW-11] st-hilda and social-care and health must confirmRecord, saying \
        escalation-action/agreed-actions/timescales; outlives the end
        s1-discuss [NEW-05] st-hilda+social-care should discuss, or meet; an attempt serves; \
        generally by 2026-06-04; lapses with the stage
        """)
    #expect(
      asked["stage-2"] == """
        s2-advice [NEW-16] st-hilda should consult as line-manager/named-lead/designated-lead, \
        answering significant-harm/seriously-unsound; best by 2026-06-01; generally by \
        2026-06-02; lapses with the stage; private
        """)
    #expect(
      asked["stage-3"] == """
        s3-check [NEW-07] st-hilda should check as line-manager/named-lead/designated-lead; \
        lapses with the stage
        s3-evidence [NEW-07] st-hilda and social-care should state, saying evidence!; lapses \
        with the stage
        s3-liaise [NEW-07] st-hilda should discuss as line-manager/named-lead/designated-lead to \
        receiving, or meet as line-manager/named-lead/designated-lead; an attempt serves; best \
        by 2026-06-01; generally by 2026-06-02; lapses with the stage
        """)
    #expect(
      asked["stage-4"] == """
        s4-contact [NEW-08] st-hilda should discuss as line-manager/named-lead/designated-lead \
        with child-protection-manager; an attempt serves; lapses with the stage
        s4-decide [NEW-08] st-hilda+social-care should decide as \
        line-manager/named-lead/designated-lead/child-protection-manager, answering \
        conference(why)/round-table(why)/neither(why); lapses with the stage
        """)
    #expect(
      asked["stage-5"] == """
        stage-5-complete [NEW-09] st-hilda+social-care should complete; by 2026-06-04; assumed
        s5-liaise [NEW-09] st-hilda+social-care should discuss as senior-manager, or meet as \
        senior-manager; an attempt serves; lapses with the stage
        """)
    #expect(
      asked["stage-6"] == """
        s6-raise [NEW-10] st-hilda should refer as line-manager/named-lead/designated-lead with \
        independent-chair to partnership via agency-representative, saying stages-not-tried
        s6-form [NEW-22] st-hilda should submitForm to partnership, on newham-referral; assumed
        s6-set-limit [NEW-10] partnership should setLimit as independent-chair
        s6-estimate [NEW-10] partnership should write as independent-chair to everyone, saying \
        estimated-timescale!
        s6-respond [NEW-10] partnership should decide as independent-chair; by no set day; assumed
        """)
  }

  @Test func `NEW-03 what lives with its stage lapses there, the rest at the end or never`()
    async throws
  {
    let played = try await raise()
    for stage in 2...6 { try await played.move(to: "stage-\(stage)") }
    for duty in [
      "s1-discuss", "s2-advice", "s3-check", "s3-evidence", "s3-liaise", "s4-contact", "s4-decide",
      "s5-liaise",
    ] {
      #expect(Set(try await played.states(of: duty)) == ["lapsed"], "\(duty)")
    }
    let last = ["s6-raise", "s6-form", "s6-set-limit", "s6-estimate", "s6-respond"]
    for duty in last { #expect(try await played.states(of: duty) == ["open"], "\(duty)") }
    #expect(try await played.states(of: "referral-form") == ["offered"])

    try await played.change("resolution", #"{"basis": "assent"}"#)

    for duty in last { #expect(try await played.states(of: duty) == ["lapsed"], "\(duty)") }
    #expect(try await played.states(of: "referral-form") == ["lapsed"])
    #expect(Set(try await played.states(of: "confirm-record")) == ["open"])
  }
}
