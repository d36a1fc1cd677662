import JSON
import Testing

/// What it may be about, between whom, and what is served with the policy.
extension NewhamClauseTests {
  @Test func `NEW-01 about a policy or a strategy no child is needed, and its subject is data`()
    async throws
  {
    let played = try await raise(
      #"""
      "children": [], "category": "policy-or-strategy",
      "subjects": [{"kind": "policy", "description": "The new threshold document."}]
      """#)
    let unknown = try await tryRaising(#""subjects": [{"kind": "weather"}]"#)

    let seen = try await played.get(by: played.other).json
    #expect(seen.text("subjects", "0", "kind") == "policy")
    #expect(seen.text("subjects", "0", "description") == "The new threshold document.")
    #expect(unknown.faults == ["unknownCode /subjects/0/kind"])
    #expect(unknown.clauses == ["NEW-01"])
  }

  @Test func `NEW-01 a family member takes part by an agency's word, never by a credential`()
    async throws
  {
    let played = try await raise(
      #""otherParties": [{"kind": "family-member", "name": "the grandmother"}]"#)
    let unknown = try await tryRaising(#""otherParties": [{"kind": "lawyer", "name": "L"}]"#)

    let seen = try await played.get(by: played.other).json
    #expect(seen.text("otherParties", "0", "kind") == "family-member")
    #expect(seen.text("otherParties", "0", "name") == "the grandmother")
    #expect(seen["parties"]?.arrayValue?.count == 2)
    #expect(unknown.faults == ["unknownCode /otherParties/0/kind"])
    let listed = try await played.raiser.get("/v1/escalations")
    #expect(!listed.text.contains("grandmother"))
  }

  @Test func `NEW-02 five frequent flashpoints are listed, and another wants words`() async throws {
    let categories = try await policy()["categories"]?.arrayValue ?? []
    let flashpoints = categories.filter { ["NEW-02", "NEW-17"].contains($0.text("clause") ?? "") }
    let bare = try await tryRaising(#""category": "other""#)

    #expect(
      flashpoints.compactMap { $0.text("code") } == [
        "school-concerns", "reviews-and-plans", "health-information", "over-criminalising",
        "information-sharing", "other",
      ])
    #expect(bare.faults == ["reasonMissing /categoryWords"])
    #expect(bare.clauses == ["NEW-02"])
  }

  @Test func `NEW-12 learning goes into the annual report by the business manager`() async throws {
    let played = try await raise()
    let answer = try await played.post("learning", #"{"kind": "annualReport", "words": "A."}"#)

    #expect(answer.status == 201, "\(answer.text)")
    let route = try await policy().entry(of: "learningRoutes", where: "code", is: "annual-report")
    #expect(route?.text("via") == "NSCP Business Manager")
    let status = try await played.status()
    #expect(status.text("reference") == played.reference)
    #expect(status["owed"]?.int64Value == 3)
  }

  @Test func `NEW-13 the form's learning has a route for agencies, training, protocol, sub-group`()
    async throws
  {
    let played = try await raise()
    for kind in ["agency", "training", "policyGap", "theme"] {
      let answer = try await played.post("learning", #"{"kind": "\#(kind)", "words": "A."}"#)
      #expect(answer.status == 201, "\(answer.text)")
    }

    let noted = try await played.get().json["learning"]?.arrayValue ?? []
    #expect(
      noted.map { $0.texts("routes") } == [["agencies"], ["training"], ["protocol"], ["sub-group"]])
    #expect(try await played.duty("referral-form").text("form") == "newham-referral")
  }

  @Test func `NEW-14 five principles are served, and a stage's holder may be the one who suits`()
    async throws
  {
    let played = try await at(2)
    let advised = try await played.post(
      "consultations",
      #"""
      {"kind": "consult", "answer": "significant-harm",
       "by": {"name": "E. Nurse", "role": "school-nurse", "substituteFor": "named-lead"}}
      """#)

    #expect(try await policy()["principles"]?.arrayValue?.count == 5)
    #expect(advised.json.texts("met") == ["1.s2-advice.newham-st-hilda"], "\(advised.text)")
    #expect(try await played.duty("s2-advice").text("met", "substituteFor") == "named-lead")
  }

  @Test func `NEW-15 each point of the standard names report figures that bear on it`() async throws
  {
    let standards = try await policy()["standards"]?.arrayValue ?? []

    #expect(standards.count == 5)
    #expect(standards.allSatisfy { $0.text("clause") == "NEW-15" })
    #expect(standards.allSatisfy { !$0.texts("figures").isEmpty })
  }

  @Test func `NEW-17 sharing has its guidance, and the subject may be a group or a place`()
    async throws
  {
    let played = try await raise(
      #"""
      "children": [], "category": "information-sharing", "facts": ["contextual"],
      "subjects": [{"kind": "group", "description": "Year 9"},
        {"kind": "place", "description": "The arcade"}]
      """#)

    let category = try await policy().entry(
      of: "categories", where: "code", is: "information-sharing")
    #expect(category?.text("guidance")?.contains("safety and welfare decide") == true)
    #expect(category?.text("clause") == "NEW-17")
    let subjects = try await played.get().json["subjects"]?.arrayValue ?? []
    #expect(subjects.map { $0.text("kind") } == ["group", "place"])
    #expect(try await played.get().json.texts("facts") == ["contextual"])
  }

  @Test func `NEW-18 Newham's own levels are optional, and put safeguarding first at 3 and 4`()
    async throws
  {
    let played = try await raise(#""children": [{"localReference": "1", "level": "level-3"}]"#)
    let unknown = try await tryRaising(#""children": [{"localReference": "1", "level": "tier-3"}]"#)

    #expect(try await played.get().json["children"]?.arrayValue?.first?.text("level") == "level-3")
    #expect(unknown.faults == ["unknownCode /children/0/level"])
    let levels = try await policy()["levels"]?.arrayValue ?? []
    #expect(
      levels.filter { $0.text("guidance") != nil }.compactMap { $0.text("code") }
        == ["level-3", "level-4"])
    #expect(
      try await raise().raised["owed"]?.arrayValue?.contains { $0.text("clause") == "NEW-18" }
        == false)
  }

  @Test func `NEW-19 a dispute inside one agency is taken, listed once, and may be agreed`()
    async throws
  {
    let played = try await raise(with: NewhamClauseTests.school)
    let agreed = try await played.post(
      "decisions",
      #"""
      {"basis": "agreed", "outcome": "changed", "agreedBy": ["newham-st-hilda"],
       "by": {"name": "H"}}
      """#)

    let listed = try await played.raiser.get("/v1/escalations?limit=200").json["items"]
    let rows = (listed?.arrayValue ?? []).filter { $0.text("reference") == played.reference }
    #expect(rows.count == 1)
    #expect(try await played.duty("s1-discuss")["owners"] == ["agency:newham-st-hilda"])
    #expect(agreed.status == 201, "\(agreed.text)")
    let resolved = try await played.change("resolution", #"{"basis": "assent"}"#)
    #expect(resolved.status == 201, "\(resolved.text)")
  }
}
