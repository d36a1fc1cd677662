import JSON
import Testing

/// What the stages of each track ask, read as one list, and what is left of it.
extension SuttonClauseTests {
  @Test func `SUT-04 what each stage asks, of whom, how strongly and on what ground`() async throws
  {
    let one = try await SuttonCase(#""facts": ["complex"]"#)
    try await one.post("discussions", #"{"summary": "We spoke."}"#)
    try await one.post("discussions", #"{"summary": "Among us.", "internal": true}"#)
    try await one.mustMove(to: "stage-2")
    #expect(try await one.submitReferral().status == 201)
    try await one.mustMove(to: "stage-3", "stage-4")
    try await one.resolve()
    let asked = try await one.worklist()

    #expect(
      asked["stage-1"] == """
        stage-1-complete [SUT-05] st-hilda+social-care should complete; by no set day
        confirm-record [SUT-15] st-hilda and social-care and health should confirmRecord, saying \
        agreed-outcome/outstanding-issues; outlives the end
        name-supporter [SUT-06] st-hilda may support; lapses with the stage
        s1-managers [SUT-08] st-hilda+social-care should discuss as \
        team-manager-childrens/line-manager/designated-nurse-or-doctor, or meet as \
        team-manager-childrens/line-manager/designated-nurse-or-doctor; an attempt serves; \
        lapses with the stage
        s1-advice [SUT-08] st-hilda may consult as child-protection-adviser; lapses with the \
        stage; private
        s1-recognise [SUT-04] st-hilda must check as \
        line-manager/senior-manager/safeguarding-lead, before moving; lapses with the stage
        approve-record [SUT-10] st-hilda and social-care must approve; outlives the end; each \
        time
        approve-internal-record [SUT-10] st-hilda must approve; outlives the end; each time; \
        private
        """)
    #expect(
      asked["stage-2"] == """
        stage-2-complete [SUT-05] st-hilda+social-care should complete; by no set day
        s2-form [SUT-04] st-hilda should submitForm to partnership, on sutton-referral
        s2-agree [SUT-05] st-hilda+social-care should agree, saying outcome!; an attempt serves; \
        lapses with the stage
        s2-seniors [SUT-08] st-hilda+social-care should discuss as senior-manager, or meet as \
        senior-manager; an attempt serves; lapses with the stage
        """)
    #expect(
      asked["stage-3"] == """
        stage-3-complete [SUT-05] st-hilda+social-care should complete; by no set day
        s3-heads [SUT-13] st-hilda+social-care must discuss as head-of-service, or meet as \
        head-of-service; an attempt serves; lapses with the stage
        s3-write [SUT-13] st-hilda should write, or submitForm, saying nature!/attempts!, on \
        sutton-heads-of-service
        s3-member [SUT-13] st-hilda should consult as lscp-member; private
        """)
    #expect(
      asked["stage-4"] == """
        s4-referral [SUT-13] st-hilda must write to partnership via lscp-member, or submitForm, \
        saying account!/attempts!/risk-assessment!/resolution-sought!, on sutton-chair-referral
        s4-decision [SUT-13] partnership must decide as independent-chair, saying \
        written-response!
        form-outcome [SUT-16] st-hilda should submitForm to partnership, on \
        sutton-referral/outcome; outlives the end
        identify-learning [SUT-14] st-hilda and social-care should identifyLearning to \
        partnership; outlives the end
        consider-expert [SUT-14] st-hilda+social-care consider consider, answering \
        yes(why)/no(why); outlives the end
        debrief [SUT-14] st-hilda and social-care may debrief; outlives the end
        """)
  }

  @Test func `SUT-07 what is asked at the point of referral`() async throws {
    let referral = try await SuttonCase(#""category": "referral""#).worklist()

    #expect(
      referral["stage-1"] == """
        stage-1-complete [SUT-05] st-hilda+social-care should complete; by no set day
        confirm-record [SUT-15] st-hilda and social-care and health should confirmRecord, saying \
        agreed-outcome/outstanding-issues; outlives the end
        name-supporter [SUT-06] st-hilda may support; lapses with the stage
        s1-revisit-referral [SUT-07] st-hilda should respond as line-manager/safeguarding-lead; \
        lapses with the stage
        s1-discuss-referral [SUT-07] st-hilda+social-care should discuss, or meet, after \
        s1-revisit-referral; an attempt serves; lapses with the stage
        s1-consider-facilitator [SUT-07] st-hilda+social-care consider consider, answering \
        yes(why)/no(why); lapses with the stage
        s1-advice [SUT-08] st-hilda may consult as child-protection-adviser; lapses with the \
        stage; private
        s1-recognise [SUT-04] st-hilda must check as \
        line-manager/senior-manager/safeguarding-lead, before moving; lapses with the stage
        """)
  }

  @Test func `SUT-03 what a strategic issue asks, where its area is said and where it is not`()
    async throws
  {
    let one = try await SuttonCase(
      #""track": "strategic", "category": "hr", "facts": ["serious-child-safety"]"#, child: false)
    try await one.mustMoveStrategic()
    try await one.resolve()
    let asked = try await one.worklist()

    #expect(
      asked["stage-1"] == """
        confirm-record [SUT-15] st-hilda and social-care and health should confirmRecord; outlives \
        the end
        s1-notify-hr [SUT-02] st-hilda should notify with chair-hr to partnership
        s1-resolve [SUT-03] partnership should respond as \
        chair-learning-and-development/chair-policy-and-practice/chair-quality-assurance/chair-case-review/chair-hr/chair-child-sexual-exploitation, \
        answering resolved/not-resolved; lapses with the stage
        """)
    #expect(
      asked["stage-2"] == """
        s2-leadership [SUT-03] partnership must report as independent-chair; outlives the end
        identify-learning [SUT-14] st-hilda and social-care should identifyLearning to \
        partnership; outlives the end
        """)
    let none = try await SuttonCase(#""track": "strategic""#, child: false).worklist()
    #expect(
      none["stage-1"] == """
        confirm-record [SUT-15] st-hilda and social-care and health should confirmRecord; outlives \
        the end
        s1-resolve [SUT-03] partnership should respond as \
        chair-learning-and-development/chair-policy-and-practice/chair-quality-assurance/chair-case-review/chair-hr/chair-child-sexual-exploitation, \
        answering resolved/not-resolved; lapses with the stage
        s1-notify-chair [SUT-02] st-hilda should notify to partnership; lapses with the stage; \
        assumed
        """)
  }

  @Test func `SUT-11 what a dissent from a conference asks, a step at a time`() async throws {
    let one = try await SuttonCase(#""track": "conference", "category": "conference-decision""#)
    let lead = #""by": {"name": "L", "role": "safeguarding-lead"}"#
    try await one.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "R"}"#)
    try await one.post("acts", #"{"kind": "report", \#(lead)}"#)
    try await one.post("acts", #"{"kind": "respond", "answer": "concurs", \#(lead)}"#)
    for stage in ["stage-2", "stage-3"] { try await one.move(to: stage) }
    try await one.resolve()
    let asked = try await one.worklist()

    #expect(
      asked["stage-1"] == """
        confirm-record [SUT-15] st-hilda and social-care and health should confirmRecord; outlives \
        the end
        name-supporter [SUT-06] st-hilda may support; lapses with the stage
        s1-dissent [SUT-11] st-hilda should dissent
        s1-determine [SUT-11] st-hilda must consider, answering yes(why)/no(why)
        s1-raise-with-lead [SUT-11] st-hilda should report as safeguarding-lead; private
        s1-lead-answers [SUT-11] st-hilda should respond as safeguarding-lead, answering \
        concurs/does-not-concur(why); private
        s1-inform-manager [SUT-11] st-hilda should write with safeguarding-manager-childrens to \
        kind:childrens-social-care
        """)
    #expect(
      asked["stage-2"] == """
        s2-determine [SUT-11] social-care must decide as safeguarding-manager-childrens, \
        answering uphold(why)/bring-forward
        """)
    #expect(
      asked["stage-3"] == """
        s3-refer [SUT-11] st-hilda should refer with independent-chair to partnership via \
        lscp-member
        identify-learning [SUT-14] st-hilda and social-care should identifyLearning to \
        partnership; outlives the end
        debrief [SUT-14] st-hilda and social-care may debrief; outlives the end
        """)
  }

  @Test(arguments: ["plan-implementation", "meeting-management"])
  func `SUT-12 what is asked over putting a plan into effect, or over its meeting`(area: String)
    async throws
  {
    let plan = try await SuttonCase(#""track": "conference", "category": "\#(area)""#).worklist()

    #expect(
      plan["stage-1"] == """
        confirm-record [SUT-15] st-hilda and social-care and health should confirmRecord; outlives \
        the end
        name-supporter [SUT-06] st-hilda may support; lapses with the stage
        s1-call-meeting [SUT-12] st-hilda+social-care+health should convene, saying \
        timing/representation; or why not
        """)
  }

  @Test func `SUT-22 what is asked besides once the timescale has passed`() async throws {
    let server = try SuttonCase.ownServer()
    let one = try await SuttonCase(on: server)
    for side in [one.school, one.care] {
      try await one.post(
        "limits", #"{"duty": "stage-1-complete", "dueOn": "2026-06-02"}"#, by: side)
    }
    try server.move(to: "2026-06-03T09:00:00Z")
    try await one.post("discussions", #"{"summary": "We spoke."}"#)
    let late = try await one.worklist()

    #expect(
      late["stage-1"] == """
        stage-1-complete [SUT-05] st-hilda+social-care should complete; by 2026-06-02
        confirm-record [SUT-15] st-hilda and social-care and health should confirmRecord, saying \
        agreed-outcome/outstanding-issues; outlives the end
        name-supporter [SUT-06] st-hilda may support; lapses with the stage
        s1-managers [SUT-08] st-hilda+social-care should discuss as \
        team-manager-childrens/line-manager/designated-nurse-or-doctor, or meet as \
        team-manager-childrens/line-manager/designated-nurse-or-doctor; an attempt serves; \
        lapses with the stage
        s1-advice [SUT-08] st-hilda may consult as child-protection-adviser; lapses with the \
        stage; private
        s1-recognise [SUT-04] st-hilda must check as \
        line-manager/senior-manager/safeguarding-lead, before moving; lapses with the stage
        s1-refer-senior [SUT-08] st-hilda must refer; by no set day; lapses with the stage
        s1-senior-support [SUT-22] st-hilda+social-care must support as \
        senior-manager/head-of-service
        approve-record [SUT-10] st-hilda and social-care must approve; outlives the end; each \
        time
        """)
    try await one.mustMove(to: "stage-2")
    #expect(try await one.state("s1-refer-senior") == "lapsed")
    try await one.resolve()
    #expect(try await one.state("s1-senior-support") == "lapsed")
  }

  @Test func `SUT-13 what lives with its stage lapses there, the rest at the end or never`()
    async throws
  {
    let one = try await SuttonCase()
    let referral = try await SuttonCase(#""category": "referral""#)
    try await referral.mustMove(to: "stage-2")
    for duty in ["s1-revisit-referral", "s1-discuss-referral", "s1-consider-facilitator"] {
      #expect(try await referral.state(duty) == "lapsed", "\(duty)")
    }
    try await one.post("discussions", #"{"summary": "We spoke."}"#)
    try await one.post("discussions", #"{"summary": "Among us.", "internal": true}"#)
    try await one.post(
      "acts", #"{"kind": "check", "by": {"name": "A", "role": "teacher"}}"#)
    try await one.mustMove(to: "stage-2", "stage-3", "stage-4")
    for duty in ["s1-managers", "s1-advice", "s2-agree", "s2-seniors", "s3-heads"] {
      #expect(try await one.state(duty) == "lapsed", "\(duty)")
    }
    let open = ["s2-form", "s3-write", "s3-member", "s4-referral", "s4-decision"]
    for duty in open { #expect(try await one.state(duty) == "open", "\(duty)") }

    #expect(try await one.resolve().status == 201, "no duty stands in the way of agreeing")

    for duty in open { #expect(try await one.state(duty) == "lapsed", "\(duty)") }
    for duty in ["approve-record", "approve-internal-record", "confirm-record"] {
      #expect(try await one.items(duty).allSatisfy { $0.text("state") == "open" }, "\(duty)")
    }
    #expect(try await one.items("name-supporter").allSatisfy { $0.text("state") == "lapsed" })
    #expect(try await one.items("form-outcome").isEmpty, "no form was sent")
  }

  @Test func `SUT-11 what the conference track leaves undone ends with it, learning does not`()
    async throws
  {
    let one = try await SuttonCase(#""track": "conference", "category": "conference-decision""#)
    let lead = #""by": {"name": "L", "role": "safeguarding-lead"}"#
    try await one.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "R"}"#)
    try await one.post("acts", #"{"kind": "report", \#(lead)}"#)
    try await one.post(
      "acts", #"{"kind": "respond", "answer": "does-not-concur", "reason": "R", \#(lead)}"#)
    try await one.move(to: "stage-3")
    #expect(try await one.items("name-supporter").first?.text("state") == "lapsed")
    for duty in ["s1-dissent", "s3-refer"] {
      #expect(try await one.state(duty) == "open", "\(duty)")
    }
    try await one.resolve()
    for duty in ["s1-dissent", "s3-refer"] {
      #expect(try await one.state(duty) == "lapsed", "\(duty)")
    }
    for duty in ["identify-learning", "confirm-record"] {
      #expect(try await one.items(duty).allSatisfy { $0.text("state") == "open" }, "\(duty)")
    }
    #expect(try await one.state("debrief") == "offered")
  }

  @Test func `SUT-03 what a strategic issue leaves undone`() async throws {
    let one = try await SuttonCase(
      #""track": "strategic", "category": "hr", "facts": ["serious-child-safety"]"#, child: false)
    let plain = try await SuttonCase(#""track": "strategic""#, child: false)
    for issue in [one, plain] { try await issue.mustMoveStrategic() }
    #expect(try await one.state("s1-resolve") == "lapsed")
    #expect(try await one.state("s1-notify-hr") == "open", "still to be told")
    #expect(try await plain.state("s1-notify-chair") == "lapsed")
    try await one.resolve()
    #expect(try await one.state("s1-notify-hr") == "lapsed")
    for duty in ["s2-leadership", "identify-learning", "confirm-record"] {
      #expect(try await one.items(duty).allSatisfy { $0.text("state") == "open" }, "\(duty)")
    }
  }

  @Test func `SUT-10 an approval is that discussion's, whichever stage has been reached since`()
    async throws
  {
    let one = try await SuttonCase()
    try await one.post("discussions", #"{"summary": "The first."}"#)
    try await one.post("discussions", #"{"summary": "The second."}"#)
    try await one.mustMove(to: "stage-2")
    try await one.post("discussions", #"{"summary": "The third."}"#)

    let second = try await one.post("discussions/2/approval", "{}")
    let theirs = try await one.post("discussions/3/approval", "{}", by: one.care)

    #expect(second.json.texts("met") == ["1.approve-record.sutton-st-hilda.2"])
    #expect(theirs.json.texts("met") == ["2.approve-record.sutton-social-care"])
    let open = try await one.items("approve-record").filter { $0.text("state") == "open" }
    #expect(
      open.compactMap { $0.text("key") } == [
        "1.approve-record.sutton-st-hilda", "1.approve-record.sutton-social-care",
        "1.approve-record.sutton-social-care.2", "2.approve-record.sutton-st-hilda",
      ])
  }
}
